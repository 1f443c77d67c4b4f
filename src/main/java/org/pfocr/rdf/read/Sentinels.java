package org.pfocr.rdf.read;

import org.jspecify.annotations.Nullable;

/** The texts by which the source says "no value". */
final class Sentinels {
    private static final String R_MISSING = ".na.character";
    private static final String NOT_AVAILABLE = "NA";

    private Sentinels() {}

    /** For words and matched terms, where {@code NA} may truly be a gene: null for the other sentinels. */
    static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() || text.equals(R_MISSING) ? null : text;
    }

    /** For the figure's text fields, ids, names and organisms: null for every sentinel. */
    static @Nullable String valueOrNull(@Nullable String text) {
        return text == null || text.equals(R_MISSING) ? null : textOrNull(text);
    }

    /** For texts of YAML, which says itself what is missing. */
    static @Nullable String textOrNull(String text) {
        return text.isBlank() || text.strip().equals(NOT_AVAILABLE) ? null : text;
    }
}
