# finds: 12-forms-of-other-things
INSERT { ?gene skos:exactMatch <http://rdf.ncbi.nlm.nih.gov/pubchem/gene/GID1> }
WHERE { }
