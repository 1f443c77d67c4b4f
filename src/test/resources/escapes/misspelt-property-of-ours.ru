# finds: 07-undefined-terms
INSERT { ?figure pfocr:mentionsGenes ?gene }
WHERE { }
