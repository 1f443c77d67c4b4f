# finds: 11-missing-forms
DELETE { ?s skos:exactMatch ?c }
WHERE { ?s skos:exactMatch ?c FILTER CONTAINS(STR(?c), "CHEBI_") }
