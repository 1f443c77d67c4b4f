# finds: 21-unknown-properties
INSERT { ?figure dcterms:titel "x" }
WHERE { }
