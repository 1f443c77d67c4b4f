# finds: 10-identifiers-of-other-things
DELETE { ?f dcterms:identifier ?id }
INSERT { ?f dcterms:identifier "PMC1__x" }
WHERE { BIND (?figure AS ?f) ?f dcterms:identifier ?id }
