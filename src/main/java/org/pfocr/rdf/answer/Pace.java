package org.pfocr.rdf.answer;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.query.QueryCancelledException;
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

    private final @Nullable AtomicBoolean cancel;
    private final @Nullable Runnable wait;

    private Pace(@Nullable AtomicBoolean cancel, @Nullable Runnable wait) {
        this.cancel = cancel;
        this.wait = wait;
    }

    static Pace of(ExecutionContext context) {
        Runnable wait = context.getContext().get(WAIT);
        return new Pace(context.getCancelSignal(), wait);
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
}
