# finds: 11-missing-forms
DELETE { ?organism skos:exactMatch <http://purl.uniprot.org/taxonomy/9606> }
WHERE { }
