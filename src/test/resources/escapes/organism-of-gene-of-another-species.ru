# finds: 14-organisms-of-genes
DELETE { ?gene wp:organism ?o }
INSERT { ?gene wp:organism obo:NCBITaxon_10090 }
WHERE { ?gene wp:organism ?o }
