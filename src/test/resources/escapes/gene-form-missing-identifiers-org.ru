# finds: 11-missing-forms
DELETE { ?gene skos:exactMatch <http://identifiers.org/ncbigene/7157> }
WHERE { }
