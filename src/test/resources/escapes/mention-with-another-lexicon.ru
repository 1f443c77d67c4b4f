# finds: 16-keys-of-mentions
DELETE { ?mention pfocr:lexicon ?v }
INSERT { ?mention pfocr:lexicon pfocr:hgnc_prev_symbol }
WHERE { ?mention pfocr:lexicon ?v }
