# finds: 10-identifiers-of-other-things
DELETE { ?disease dcterms:identifier ?id }
INSERT { ?disease dcterms:identifier "D000001" }
WHERE { ?disease dcterms:identifier ?id }
