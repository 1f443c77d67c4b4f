# finds: 16-keys-of-mentions
DELETE { ?mention pfocr:taxon ?v }
INSERT { ?mention pfocr:taxon obo:NCBITaxon_10090 }
WHERE { ?mention pfocr:taxon ?v }
