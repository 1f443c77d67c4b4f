# finds: 12-forms-of-other-things
DELETE { ?gene wp:bdbEntrezGene ?g }
INSERT { ?gene wp:bdbEntrezGene ncbigene:1 }
WHERE { ?gene wp:bdbEntrezGene ?g }
