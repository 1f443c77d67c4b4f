# finds: 09-papers-without-figure
DELETE { ?figure dcterms:isPartOf ?p }
INSERT { ?figure dcterms:isPartOf pmc:PMC1 }
WHERE { ?figure dcterms:isPartOf ?p }
