package org.pfocr.rdf.answer;

import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIteratorWrapper;

/** Rows with a step between any two of them. For one thread. */
final class PacedRows extends QueryIteratorWrapper {
    private final Pace pace;

    PacedRows(QueryIterator rows, Pace pace) {
        super(rows);
        this.pace = pace;
    }

    @Override
    protected Binding moveToNextBinding() {
        pace.step();
        return super.moveToNextBinding();
    }
}
