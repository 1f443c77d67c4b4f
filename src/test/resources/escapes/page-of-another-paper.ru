# finds: 18-places-of-other-things
DELETE { ?figure foaf:page ?p }
INSERT { ?figure foaf:page <https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1/figure/F1/> }
WHERE { ?figure foaf:page ?p }
