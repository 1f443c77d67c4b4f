# finds: 22-matched-organisms
DELETE { ?f pfocr:matchedOrganism ?o }
WHERE { ?f pfocr:matchedOrganism ?o ; pfocr:generation 2 }
