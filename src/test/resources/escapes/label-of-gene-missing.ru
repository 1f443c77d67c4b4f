# finds: 20-labels
DELETE { ?gene rdfs:label ?l }
WHERE { ?gene rdfs:label ?l }
