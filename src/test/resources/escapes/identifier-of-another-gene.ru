# finds: 10-identifiers-of-other-things
DELETE { ?gene dcterms:identifier ?id }
INSERT { ?gene dcterms:identifier "1" }
WHERE { ?gene dcterms:identifier ?id }
