# finds: 04-entities-without-description
DELETE { ?g a pfocr:GeneGroup }
WHERE { ?g a pfocr:GeneGroup }
