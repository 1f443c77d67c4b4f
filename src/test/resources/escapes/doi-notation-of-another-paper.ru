# finds: 19-dois
INSERT { ?p skos:notation "doi:10.9999/other" }
WHERE { ?p pfocr:doi ?x }
