# finds: 16-keys-of-mentions
DELETE { ?mention pfocr:taxon ?v }
WHERE { ?mention pfocr:taxon ?v }
