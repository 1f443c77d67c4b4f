# finds: 11-missing-forms
DELETE { ?s pfocr:diseaseOntologyId ?c }
INSERT { ?s pfocr:diseaseOntologyId "DOID:1" }
WHERE { ?s pfocr:diseaseOntologyId ?c FILTER CONTAINS(STR(?s), "mesh") }
