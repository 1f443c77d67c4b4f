package org.pfocr.rdf.release.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Flavour;

/** What gene sets are made of. */
sealed interface Fact {
    /** Whose sets. */
    enum Kind {
        GENE,
        CHEMICAL,
        DISEASE;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A figure; title and paper are null where it has none. */
    record OfFigure(
            String figure, @Nullable String title, @Nullable String paper) implements Fact {}

    /** A year of a paper. */
    record OfPaper(String paper, int year) implements Fact {}

    /** A figure shows something. */
    record Shown(String figure, Kind kind, String id, Flavour flavour) implements Fact {}

    /** A figure has a mention, of whatever. */
    record Mentioning(String figure) implements Fact {}

    /**
     * A gene, chemical or disease.
     *
     * @param organism NCBI Taxonomy id; null where it is not known, or the thing has none
     */
    record OfMember(
            Kind kind,
            String id,
            @Nullable String label,
            @Nullable String organism,
            List<String> ensembl,
            List<String> uniprot)
            implements Fact {}

    /** An organism's name. */
    record OfOrganism(String organism, String label) implements Fact {}
}
