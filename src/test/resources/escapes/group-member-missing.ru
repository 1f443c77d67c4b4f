# finds: 24-gene-groups
DELETE { ?g pfocr:member ?m }
WHERE { ?g pfocr:member ?m }
