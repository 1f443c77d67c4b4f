# finds: 19-dois
DELETE { ?p skos:notation ?d }
WHERE { ?p pfocr:doi ?x ; skos:notation ?d }
