# finds: 19-dois
DELETE { ?p skos:exactMatch ?d }
WHERE { ?p pfocr:doi ?x ; skos:exactMatch ?d FILTER CONTAINS(STR(?d), "%2F") }
