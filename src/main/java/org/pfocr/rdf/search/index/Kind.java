package org.pfocr.rdf.search.index;

import java.util.Locale;

/** What a figure can be about, or be: the kinds of things that are counted and suggested. The order is that of the index. */
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

    /** The word for it in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
