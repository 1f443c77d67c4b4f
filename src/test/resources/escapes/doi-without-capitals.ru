# finds: 19-dois
DELETE { ?p pfocr:doiUpperCase ?d }
WHERE { ?p pfocr:doiUpperCase ?d }
