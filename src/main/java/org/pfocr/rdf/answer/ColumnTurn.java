package org.pfocr.rdf.answer;

import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.binding.Binding;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.columns.ColumnAnswers;
import org.pfocr.rdf.answer.columns.Relation;
import org.pfocr.rdf.answer.rows.IdBinding;
import org.pfocr.rdf.answer.rows.Ids;
import org.pfocr.rdf.store.read.Quads;

/**
 * Has parts of queries answered in columns, of a few queries at a time, since columns are held in memory as a whole.
 * Thread-safe.
 */
final class ColumnTurn {
    /** So many queries may have columns at one time; others wait until one of them is done. */
    private static final int AT_ONCE = Math.min(4, Runtime.getRuntime().availableProcessors());

    private static final Semaphore TURNS = new Semaphore(AT_ONCE, true);
    /** A query that waits looks so often whether it was cancelled. */
    private static final long LOOK_MILLIS = 50;

    /** What the columns of a query may take: its part of three eighths of the heap. */
    private static final long LONGS =
            Math.min(Runtime.getRuntime().maxMemory() / 8 * 3 / AT_ONCE / Long.BYTES, 1 << 29);

    /** What a result may take that is kept while it is sent: a 64th of the heap. */
    private static final long KEPT_LONGS = Runtime.getRuntime().maxMemory() / 64 / Long.BYTES;

    private ColumnTurn() {}

    /** Answers an operation in columns, if it is covered and they are not too large; to be called in a turn. */
    static @Nullable Relation answer(Op op, Collection<Var> needed, Quads quads, Ids ids, ExecutionContext context) {
        return new ColumnAnswers(quads, ids, context, Pace.of(context)::step, LONGS).of(op, needed);
    }

    /** Does some work in a turn, which is waited for. */
    static <T> T in(Pace pace, Supplier<T> work) {
        try {
            do {
                pace.step();
            } while (!TURNS.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryCancelledException();
        }
        try {
            return work.get();
        } finally {
            TURNS.release();
        }
    }

    /** Whether a relation is small enough to be kept for as long as its client reads it. */
    static boolean isKept(Relation rows) {
        return rows.size() * (rows.variables().size() + 1L) <= KEPT_LONGS;
    }

    /** The rows of a relation, each as often as it stands. */
    static Iterator<Binding> rows(Relation relation, Ids ids) {
        Var[] variables = relation.variables().toArray(Var[]::new);
        return new Iterator<>() {
            private int row;
            private long again = relation.size() == 0 ? 0 : relation.times(0);

            @Override
            public boolean hasNext() {
                return row < relation.size();
            }

            @Override
            public Binding next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                long[] values = new long[variables.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = relation.id(row, i);
                }
                if (--again == 0 && ++row < relation.size()) {
                    again = relation.times(row);
                }
                return new IdBinding(null, variables, values, ids);
            }
        };
    }
}
