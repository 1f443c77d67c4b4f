# finds: 10-identifiers-of-other-things
DELETE { ?paper dcterms:identifier ?id }
INSERT { ?paper dcterms:identifier "PMC1" }
WHERE { ?paper dcterms:identifier ?id }
