# finds: 12-forms-of-other-things
INSERT { ?gene skos:exactMatch <http://identifiers.org/ncbigene/1> }
WHERE { }
