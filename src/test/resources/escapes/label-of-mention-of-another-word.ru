# finds: 20-labels
DELETE { ?mention rdfs:label ?l }
INSERT { ?mention rdfs:label "other" }
WHERE { ?mention rdfs:label ?l }
