# finds: 18-places-of-other-things
DELETE { ?figure foaf:depiction ?p }
INSERT { ?figure foaf:depiction <https://europepmc.org/articles/PMC1/bin/x.jpg> }
WHERE { ?figure foaf:depiction ?p }
