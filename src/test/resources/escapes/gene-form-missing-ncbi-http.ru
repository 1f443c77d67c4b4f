# finds: 11-missing-forms
DELETE { ?gene skos:exactMatch <http://www.ncbi.nlm.nih.gov/gene/7157> }
WHERE { }
