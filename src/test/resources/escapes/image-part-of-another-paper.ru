# finds: 18-places-of-other-things
DELETE { ?i dcterms:isPartOf ?p }
INSERT { ?i dcterms:isPartOf pmc:PMC1 }
WHERE { ?i a fabio:Figure ; dcterms:isPartOf ?p }
