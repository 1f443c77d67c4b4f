# finds: 19-dois
INSERT { ?p skos:exactMatch <https://doi.org/10.9999/other> }
WHERE { ?p pfocr:doi ?x }
