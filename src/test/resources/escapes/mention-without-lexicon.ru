# finds: 16-keys-of-mentions
DELETE { ?mention pfocr:lexicon ?v }
WHERE { ?mention pfocr:lexicon ?v }
