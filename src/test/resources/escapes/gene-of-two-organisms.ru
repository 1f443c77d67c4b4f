# finds: 15-organisms-of-no-mention
INSERT { ?gene wp:organism obo:NCBITaxon_10090 }
WHERE { }
