package org.pfocr.rdf.spark;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;

/** The pieces of a task, made one step at a time, so that few are in memory. Not thread-safe. */
abstract class Pieces implements Iterator<Piece> {
    private final Queue<Piece> ready = new ArrayDeque<>();
    private boolean isDone;

    /** Takes a piece that is ready. */
    final void ready(Piece piece) {
        ready.add(piece);
    }

    /**
     * Does some of the work.
     *
     * @return whether there is more
     */
    abstract boolean step();

    @Override
    public final boolean hasNext() {
        while (ready.isEmpty() && !isDone) {
            isDone = !step();
        }
        return !ready.isEmpty();
    }

    @Override
    public final Piece next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
