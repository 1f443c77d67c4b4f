# finds: 12-forms-of-other-things
INSERT { ?gene rdfs:seeAlso <https://www.ncbi.nlm.nih.gov/gene/1> }
WHERE { }
