# finds: 10-identifiers-of-other-things
DELETE { ?organism dcterms:identifier ?id }
INSERT { ?organism dcterms:identifier "1" }
WHERE { ?organism dcterms:identifier ?id }
