# finds: 20-labels
DELETE { ?figure dcterms:title ?l }
WHERE { ?figure dcterms:title ?l }
