# finds: 25-members-of-no-mention
INSERT { ?g pfocr:member ?other }
WHERE { ?g a pfocr:GeneGroup . ?other a pfocr:Gene }
