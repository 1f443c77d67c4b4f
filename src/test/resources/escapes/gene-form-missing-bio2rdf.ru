# finds: 11-missing-forms
DELETE { ?gene skos:exactMatch <http://bio2rdf.org/ncbigene:7157> }
WHERE { }
