# finds: 04-entities-without-description
DELETE { ?gene a pfocr:Gene }
WHERE { }
