package org.pfocr.rdf.answer.services;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.jena.atlas.io.IndentedWriter;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIter;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.jspecify.annotations.Nullable;

/** Takes rows in batches, so that a pattern which asks another endpoint is asked once for many rows. For one thread. */
final class Batch extends QueryIter {
    /** So many rows have at most so many bindings to send, which one request holds. */
    static final int ROWS = 1000;

    private final QueryIterator input;
    private final Function<List<Binding>, QueryIterator> answer;
    private @Nullable QueryIterator current;

    /** @param answer the rows for a batch of rows; none for none */
    Batch(QueryIterator input, ExecutionContext context, Function<List<Binding>, QueryIterator> answer) {
        super(context);
        this.input = input;
        this.answer = answer;
    }

    /** Rows that are there already. */
    static QueryIterator of(List<Binding> rows, ExecutionContext context) {
        return QueryIterPlainWrapper.create(rows.iterator(), context);
    }

    /** The rows of an answer by the number that each was given. */
    static Map<Integer, List<Binding>> byNumber(QueryIterator rows, Function<Binding, Integer> number) {
        Map<Integer, List<Binding>> byNumber = new HashMap<>();
        try {
            while (rows.hasNext()) {
                Binding row = rows.next();
                byNumber.computeIfAbsent(number.apply(row), key -> new ArrayList<>(1))
                        .add(row);
            }
        } finally {
            rows.close();
        }
        return byNumber;
    }

    @Override
    protected boolean hasNextBinding() {
        while (current == null || !current.hasNext()) {
            if (current != null) {
                current.close();
                current = null;
            }
            List<Binding> rows = new ArrayList<>();
            while (rows.size() < ROWS && input.hasNext()) {
                rows.add(input.next());
            }
            if (rows.isEmpty()) {
                return false;
            }
            current = answer.apply(rows);
        }
        return true;
    }

    @Override
    protected Binding moveToNextBinding() {
        if (current == null) {
            throw new IllegalStateException("no row");
        }
        return current.next();
    }

    @Override
    protected void closeIterator() {
        input.close();
        if (current != null) {
            current.close();
        }
    }

    @Override
    protected void requestCancel() {
        input.cancel();
        if (current != null) {
            current.cancel();
        }
    }

    @Override
    public void output(IndentedWriter out, SerializationContext context) {
        out.print("batches of rows");
    }
}
