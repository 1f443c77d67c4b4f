# finds: 11-missing-forms
DELETE { ?gene skos:exactMatch <http://rdf.ncbi.nlm.nih.gov/pubchem/gene/GID7157> }
WHERE { }
