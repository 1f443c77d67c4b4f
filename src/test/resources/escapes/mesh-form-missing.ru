# finds: 11-missing-forms
DELETE { ?chemical skos:exactMatch ?form }
WHERE { ?chemical skos:exactMatch ?form FILTER CONTAINS(STR(?form), "/mesh/") }
