# finds: 11-missing-forms
DELETE { ?s wp:bdbChEBI ?c }
INSERT { ?s wp:bdbChEBI <https://identifiers.org/chebi/CHEBI:1> }
WHERE { ?s wp:bdbChEBI ?c }
