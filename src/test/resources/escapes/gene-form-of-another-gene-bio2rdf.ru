# finds: 12-forms-of-other-things
INSERT { ?gene skos:exactMatch <http://bio2rdf.org/ncbigene:1> }
WHERE { }
