package org.pfocr.rdf.answer;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryExecException;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.util.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * What a query does between two steps of its work: it ends where it was cancelled, and it waits where the server lets others
 * go first. Both cost next to nothing. For the query's thread.
 */
public final class Pace {
    /** In a query's context: a Runnable that returns when the query may go on. */
    public static final Symbol WAIT = Symbol.create("https://pfocr.wikipathways.org/wait");

    /** In a query's context: a Runnable that takes note that the query is cancelled since it needs too much memory. */
    public static final Symbol NO_MEMORY = Symbol.create("https://pfocr.wikipathways.org/no-memory");

    private final @Nullable AtomicBoolean cancel;
    private final @Nullable Runnable wait;
    private final @Nullable Runnable noMemory;

    private Pace(@Nullable AtomicBoolean cancel, @Nullable Runnable wait, @Nullable Runnable noMemory) {
        this.cancel = cancel;
        this.wait = wait;
        this.noMemory = noMemory;
    }

    static Pace of(ExecutionContext context) {
        Runnable wait = context.getContext().get(WAIT);
        Runnable noMemory = context.getContext().get(NO_MEMORY);
        return new Pace(context.getCancelSignal(), wait, noMemory);
    }

    /** @throws QueryCancelledException when the query was cancelled */
    void step() {
        if (wait != null) {
            wait.run();
        }
        if (cancel != null && cancel.get()) {
            throw new QueryCancelledException();
        }
    }

    /** What ends a query that needs too much memory. */
    QueryExecException noMemory() {
        if (noMemory != null) {
            noMemory.run();
            return new QueryCancelledException();
        }
        return new QueryExecException(
                "The query needs too much memory. Narrow what it groups or counts, or give the program"
                        + " a larger heap (java -Xmx).");
    }
}
