# finds: 14-organisms-of-genes
DELETE { ?gene wp:organism ?o }
WHERE { ?gene wp:organism ?o }
