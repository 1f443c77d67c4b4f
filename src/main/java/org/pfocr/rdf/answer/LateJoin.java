package org.pfocr.rdf.answer;

import java.util.NoSuchElementException;
import java.util.function.BinaryOperator;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIter;
import org.jspecify.annotations.Nullable;

/**
 * A join of ARQ that is made when the first row is asked for. ARQ's hash join fails where it is closed before, or while, its
 * table is made (Jena 5.6.0); then its sides are closed instead. For one thread.
 */
final class LateJoin extends QueryIter {
    private final QueryIterator left;
    private final QueryIterator right;
    private final BinaryOperator<QueryIterator> join;
    private @Nullable QueryIterator rows;

    LateJoin(QueryIterator left, QueryIterator right, BinaryOperator<QueryIterator> join, ExecutionContext context) {
        super(context);
        this.left = left;
        this.right = right;
        this.join = join;
    }

    @Override
    protected boolean hasNextBinding() {
        if (rows != null) {
            return rows.hasNext();
        }
        QueryIterator made = join.apply(left, right);
        boolean hasRows = made.hasNext();
        rows = made; // Only now, when its table is made.
        return hasRows;
    }

    @Override
    protected Binding moveToNextBinding() {
        if (rows == null) {
            throw new NoSuchElementException();
        }
        return rows.next();
    }

    @Override
    protected void closeIterator() {
        performClose(rows);
        performClose(left);
        performClose(right);
    }

    @Override
    protected void requestCancel() {
        performRequestCancel(left);
        performRequestCancel(right);
    }
}
