# finds: 11-missing-forms
DELETE { ?gene skos:exactMatch <http://purl.uniprot.org/geneid/7157> }
WHERE { }
