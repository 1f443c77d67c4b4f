# finds: 18-places-of-other-things
DELETE { ?figure dcterms:isPartOf ?p }
INSERT { ?figure dcterms:isPartOf ?other }
WHERE { ?figure dcterms:isPartOf ?p . ?other a fabio:JournalArticle FILTER (?other != ?p) }
