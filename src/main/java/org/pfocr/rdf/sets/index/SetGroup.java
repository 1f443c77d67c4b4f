package org.pfocr.rdf.sets.index;

import java.util.List;

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
        GENE(0),
        CHEMICAL(1),
        DISEASE(2);

        private static final List<Kind> BY_NUMBER = List.of(GENE, CHEMICAL, DISEASE);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /** The number that stands for it in the index's file. */
        public int number() {
            return number;
        }

        static Kind of(int number) {
            return BY_NUMBER.get(number);
        }
    }

    public int members() {
        return endMember - firstMember;
    }

    public int sets() {
        return endSet - firstSet;
    }
}
