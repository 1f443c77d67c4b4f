# finds: 23-properties-of-other-things
INSERT { ?gene dcterms:isPartOf ?figure }
WHERE { }
