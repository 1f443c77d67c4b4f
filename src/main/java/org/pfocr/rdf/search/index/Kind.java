package org.pfocr.rdf.search.index;

import java.util.Locale;

/** What a figure can be about, or be: the kinds of things that are counted and suggested. The order is that of the index. */
@SuppressWarnings("EnumOrdinal") // The index has the places.
public enum Kind {
    GENE,
    CHEMICAL,
    DISEASE,
    ORGANISM,
    ANNOTATION,
    TYPE,
    GENERATION,
    /** A keyword of a paper's authors. Suggested, not counted. */
    KEYWORD;

    /** Its place among the kinds. */
    public int place() {
        return ordinal();
    }

    /** The kind at a place. */
    public static Kind at(int place) {
        return values()[place];
    }

    /** The word for it in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
