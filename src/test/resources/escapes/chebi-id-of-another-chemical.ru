# finds: 11-missing-forms
DELETE { ?s pfocr:chebiId ?c }
INSERT { ?s pfocr:chebiId "1" }
WHERE { ?s pfocr:chebiId ?c FILTER CONTAINS(STR(?s), "mesh") }
