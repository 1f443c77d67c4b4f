# finds: 13-hgnc-symbols
DELETE { ?gene wp:bdbHgncSymbol ?s }
INSERT { ?gene wp:bdbHgncSymbol hgncsym:AKT2 }
WHERE { ?gene wp:bdbHgncSymbol ?s }
