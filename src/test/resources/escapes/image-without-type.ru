# finds: 04-entities-without-description
DELETE { ?i a fabio:Figure }
WHERE { ?figure foaf:depiction ?i }
