package org.pfocr.rdf.answer.columns;

/** Has the query take a step after each batch of rows: there it sees that it was cancelled, or waits for others. For one thread. */
public final class Steps {
    private static final int ROWS = 1 << 12;

    private final Runnable pace;
    private int left = ROWS;

    /** @param pace of the query; throws where it was cancelled */
    public Steps(Runnable pace) {
        this.pace = pace;
    }

    /** To be called for each row that is read, moved or made. */
    public void row() {
        if (--left == 0) {
            left = ROWS;
            pace.run();
        }
    }
}
