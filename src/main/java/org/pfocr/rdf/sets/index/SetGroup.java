package org.pfocr.rdf.sets.index;

/**
 * Members that are asked for together: the genes of one organism, all chemicals, or all diseases. A figure has at most one
 * set of each group.
 *
 * @param kind what the members are
 * @param organism node id of the organism's IRI; {@link #NO_ORGANISM} for chemicals, diseases and genes without one
 * @param firstMember number of the first member
 * @param endMember number after the last
 * @param firstSet number of the first set
 * @param endSet number after the last
 */
public record SetGroup(Kind kind, long organism, int firstMember, int endMember, int firstSet, int endSet) {
    public static final long NO_ORGANISM = -1;

    /** What a figure mentions. */
    public enum Kind {
        GENE,
        CHEMICAL,
        DISEASE
    }

    public int members() {
        return endMember - firstMember;
    }

    public int sets() {
        return endSet - firstSet;
    }
}
