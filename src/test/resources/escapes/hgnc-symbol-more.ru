# finds: 13-hgnc-symbols
INSERT { ?gene wp:bdbHgncSymbol hgncsym:AKT2 }
WHERE { }
