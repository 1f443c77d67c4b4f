# finds: 04-entities-without-description
DELETE { ?organism a pfocr:Organism }
WHERE { }
