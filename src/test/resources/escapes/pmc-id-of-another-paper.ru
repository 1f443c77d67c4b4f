# finds: 10-identifiers-of-other-things
DELETE { ?paper fabio:hasPubMedCentralId ?id }
INSERT { ?paper fabio:hasPubMedCentralId "1" }
WHERE { ?paper fabio:hasPubMedCentralId ?id }
