# finds: 18-places-of-other-things
DELETE { ?mention pfocr:inFigure ?f }
INSERT { ?mention pfocr:inFigure ?figure }
WHERE { ?mention pfocr:inFigure ?f FILTER (?f != ?figure) }
