# finds: 20-labels
DELETE { ?gene skos:notation ?l }
WHERE { ?gene skos:notation ?l }
