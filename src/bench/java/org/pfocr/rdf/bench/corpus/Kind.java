package org.pfocr.rdf.bench.corpus;

/** What a figure has: its generation, and which of the three lists. */
record Kind(boolean first, boolean genes, boolean chemicals, boolean diseases) {

    static Kind of(long seed, int figure) {
        if (figure == 0) {
            return new Kind(false, true, true, true);
        }
        boolean first = Draw.even(seed, "generation", figure) < Shape.GENERATION_1;
        return new Kind(
                first,
                first || Draw.even(seed, "gene table", figure) < Shape.GENE_TABLE,
                Draw.even(seed, "chemical table", figure) < Shape.CHEMICALS_PRESENT,
                Draw.even(seed, "disease table", figure) < Shape.DISEASES_PRESENT);
    }
}
