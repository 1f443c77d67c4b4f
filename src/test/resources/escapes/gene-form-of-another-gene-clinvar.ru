# finds: 12-forms-of-other-things
INSERT { ?gene skos:exactMatch <http://ncbi.nlm.nih.gov/gene/1> }
WHERE { }
