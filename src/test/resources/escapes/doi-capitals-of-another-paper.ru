# finds: 19-dois
DELETE { ?p pfocr:doiUpperCase ?d }
INSERT { ?p pfocr:doiUpperCase "10.9999/OTHER" }
WHERE { ?p pfocr:doiUpperCase ?d }
