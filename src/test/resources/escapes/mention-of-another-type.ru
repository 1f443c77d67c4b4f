# finds: GeneMention
DELETE { ?m a ?t }
INSERT { ?m a pfocr:GeneMention }
WHERE { ?m a ?t FILTER (?t = pfocr:ChemicalMention) }
