package org.pfocr.rdf.release.table;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a figure's genes count, by the lexicon that a word was found in. Each flavour has what those before it have. The
 * table is that of docs/gene-sets.md.
 */
@SuppressWarnings("ImmutableEnumChecker") // The set comes from Set.of.
public enum Flavour {
    /** Approved and official symbols. */
    STRICT("hgnc_symbol", "ncbigene_symbol"),
    /** And aliases and previous symbols. */
    SYNONYMS("hgnc_alias_symbol", "hgnc_prev_symbol", "ncbigene_synonym"),
    /** And families and complexes, where one word stands for many genes, and lexicons that are not known. */
    ALL;

    private final Set<String> lexicons;

    Flavour(String... lexicons) {
        this.lexicons = Set.of(lexicons);
    }

    /** The first flavour that has the matches of a lexicon; null is a match without one. */
    public static Flavour of(@Nullable String lexicon) {
        for (Flavour flavour : values()) {
            if (lexicon != null && flavour.lexicons.contains(lexicon)) {
                return flavour;
            }
        }
        return ALL;
    }

    /** As users write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
