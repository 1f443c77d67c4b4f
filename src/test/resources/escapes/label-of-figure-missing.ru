# finds: 20-labels
DELETE { ?figure rdfs:label ?l }
WHERE { ?figure rdfs:label ?l }
