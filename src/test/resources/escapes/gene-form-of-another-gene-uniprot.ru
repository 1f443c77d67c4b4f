# finds: 12-forms-of-other-things
INSERT { ?gene skos:exactMatch <http://purl.uniprot.org/geneid/1> }
WHERE { }
