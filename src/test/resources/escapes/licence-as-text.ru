# finds: figure-schemaLicense
DELETE { ?figure schema:license ?l }
INSERT { ?figure schema:license "CC0" }
WHERE { ?figure schema:license ?l }
