# finds: 13-hgnc-symbols
DELETE { ?gene wp:bdbHgncSymbol ?s }
WHERE { ?gene wp:bdbHgncSymbol ?s }
