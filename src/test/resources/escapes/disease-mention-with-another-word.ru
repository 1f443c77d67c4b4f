# finds: 16-keys-of-mentions
DELETE { ?m pfocr:word ?v }
INSERT { ?m pfocr:word "other" }
WHERE { ?m a pfocr:DiseaseMention ; pfocr:word ?v }
