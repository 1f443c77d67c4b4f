# finds: 12-forms-of-other-things
INSERT { ?disease skos:exactMatch <http://identifiers.org/mesh/D000001> }
WHERE { }
