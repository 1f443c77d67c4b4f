# finds: 16-keys-of-mentions
DELETE { ?mention pfocr:matchedTerm ?v }
WHERE { ?mention pfocr:matchedTerm ?v }
