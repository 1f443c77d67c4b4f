# finds: 17-things-without-type
DELETE { ?m a ?t }
WHERE { ?m a ?t FILTER (?t = pfocr:OrganismMatch) }
