package org.pfocr.rdf.answer.columns;

/** Counts the longs that a query's tables take, and ends the work where they would be too many. For one thread. */
public final class Memory {
    /** The tables would take too much memory. */
    public static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exceeded() {
            super("the tables of a query would take too much memory", null, false, false);
        }
    }

    private long left;

    /** @param longs that may be taken */
    public Memory(long longs) {
        this.left = longs;
    }

    /**
     * To be called before the longs are allocated.
     *
     * @throws Exceeded where there are not so many left
     */
    public void take(long longs) {
        if (longs > left) {
            throw new Exceeded();
        }
        left -= longs;
    }

    /** Gives back longs that were taken and that nobody refers to any more. */
    void give(long longs) {
        left += longs;
    }
}
