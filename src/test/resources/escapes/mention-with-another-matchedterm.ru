# finds: 16-keys-of-mentions
DELETE { ?mention pfocr:matchedTerm ?v }
INSERT { ?mention pfocr:matchedTerm "other" }
WHERE { ?mention pfocr:matchedTerm ?v }
