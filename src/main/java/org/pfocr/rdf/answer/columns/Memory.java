package org.pfocr.rdf.answer.columns;

/** Counts the longs that a query's columns take, and ends the answer in columns where they would be too many. For one thread. */
final class Memory {
    /** The columns would take too much memory; the rows can still be answered one by one. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exceeded() {
            super("columns would take too much memory", null, false, false);
        }
    }

    private long left;

    /** @param longs that may be taken */
    Memory(long longs) {
        this.left = longs;
    }

    /** @throws Exceeded where there are not so many left */
    void take(long longs) {
        left -= longs;
        if (left < 0) {
            throw new Exceeded();
        }
    }
}
