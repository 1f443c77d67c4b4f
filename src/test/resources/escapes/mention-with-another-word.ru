# finds: 16-keys-of-mentions
DELETE { ?mention pfocr:word ?v }
INSERT { ?mention pfocr:word "other" }
WHERE { ?mention pfocr:word ?v }
