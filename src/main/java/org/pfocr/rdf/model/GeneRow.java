package org.pfocr.rdf.model;

import org.jspecify.annotations.Nullable;

/**
 * One row of a figure's genes: a recognised text and one gene it was matched to.
 *
 * @param word the text as OCR read it, unchanged
 * @param matchedTerm the lexicon entry it matched
 * @param symbol the gene's symbol: HGNC in generation 1, NCBI Gene in generation 2
 * @param entrez NCBI Gene id; 0 where the source has none or a broken one
 * @param lexicon the lexicon's own name
 * @param taxon the organism of the gene; null where the source does not say
 * @param counts match statistics of the figure for that organism; null where the source has none
 */
public record GeneRow(
        String word,
        @Nullable String matchedTerm,
        @Nullable String symbol,
        long entrez,
        @Nullable String lexicon,
        @Nullable Taxon taxon,
        @Nullable MatchCounts counts) {}
