# finds: 21-unknown-properties
INSERT { ?paper dcterms:isued "x" }
WHERE { }
