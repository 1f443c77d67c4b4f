# finds: 17-things-without-type
DELETE { ?mention a ?t }
WHERE { ?mention a ?t }
