# finds: 16-keys-of-mentions
DELETE { ?m pfocr:word ?v }
INSERT { ?m pfocr:word "other" }
WHERE { ?m a pfocr:ChemicalMention ; pfocr:word ?v }
