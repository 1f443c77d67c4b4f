package org.pfocr.rdf.serve;

import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.riot.rowset.RowSetWrapper;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;

/**
 * A query was cancelled while its rows were being sent. Fuseki would end such an answer with a note in the body and as if
 * it were whole; this exception passes it by, so that the server can take the answer back or break the connection.
 */
final class BrokenAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BrokenAnswer(QueryCancelledException cause) {
        super(cause.getMessage(), cause);
    }

    /** The same rows, with a cancellation among them made a broken answer. */
    static RowSet rows(RowSet rows) {
        return new RowSetWrapper(rows) {
            @Override
            public boolean hasNext() {
                try {
                    return super.hasNext();
                } catch (QueryCancelledException e) {
                    throw new BrokenAnswer(e);
                }
            }

            @Override
            public Binding next() {
                try {
                    return super.next();
                } catch (QueryCancelledException e) {
                    throw new BrokenAnswer(e);
                }
            }
        };
    }
}
