# finds: mention-word
DELETE { ?mention pfocr:word ?v }
WHERE { ?mention pfocr:word ?v }
