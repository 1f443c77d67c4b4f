# finds: GeneMention
INSERT { ?mention dcterms:license "x" }
WHERE { }
