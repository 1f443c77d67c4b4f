# finds: 19-dois
DELETE { ?p skos:exactMatch ?d }
WHERE { ?p pfocr:doiUpperCase ?x ; skos:exactMatch ?d FILTER STRENDS(STR(?d), ?x) }
