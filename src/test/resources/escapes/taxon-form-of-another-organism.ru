# finds: 12-forms-of-other-things
INSERT { ?organism skos:exactMatch <http://identifiers.org/taxonomy/96> }
WHERE { }
