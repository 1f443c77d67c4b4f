# finds: 17-things-without-type
DELETE { ?figure a pfocr:PathwayFigure }
WHERE { }
