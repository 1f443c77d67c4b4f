# finds: 12-forms-of-other-things
DELETE { ?gene owl:sameAs ?twin }
INSERT { ?gene owl:sameAs <http://identifiers.org/ncbigene/1> }
WHERE { ?gene owl:sameAs ?twin }
