# finds: 10-identifiers-of-other-things
DELETE { ?chemical dcterms:identifier ?id }
INSERT { ?chemical dcterms:identifier "D000001" }
WHERE { ?chemical dcterms:identifier ?id }
