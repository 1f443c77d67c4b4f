# finds: 20-labels
DELETE { ?paper rdfs:label ?l }
WHERE { ?paper rdfs:label ?l }
