# finds: 11-missing-forms
DELETE { ?organism skos:exactMatch <http://rdf.ncbi.nlm.nih.gov/pubchem/taxonomy/TAXID9606> }
WHERE { }
