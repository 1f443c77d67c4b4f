package org.pfocr.rdf.serve.limit;

import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.riot.rowset.RowSetWrapper;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.observe.QueryRecord;

/**
 * A query was cancelled while its rows were being sent. Fuseki would end such an answer with a note in the body and as if
 * it were whole; this exception passes it by, so that the server can take the answer back or break the connection.
 */
public final class BrokenAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BrokenAnswer(Throwable cause) {
        super(cause.getMessage(), cause);
    }

    /**
     * The same rows, with a cancellation among them made a broken answer.
     *
     * @param maxRows more rows than these break the answer too; 0 for no limit
     * @param record counts the rows
     * @param running the query; a FILTER EXISTS can take its cancellation for "no", and the rows just end
     */
    public static RowSet rows(RowSet rows, long maxRows, QueryRecord record, RunningQuery running) {
        return new RowSetWrapper(rows) {
            @Override
            public boolean hasNext() {
                try {
                    boolean more = super.hasNext();
                    if (running.ended() != null) {
                        throw new QueryCancelledException();
                    }
                    return more;
                } catch (QueryCancelledException e) {
                    throw new BrokenAnswer(e);
                }
            }

            @Override
            public Binding next() {
                record.rows(1);
                if (maxRows > 0 && record.rows() > maxRows) {
                    throw new BrokenAnswer(new Refusal(Problem.rows(maxRows)));
                }
                try {
                    return super.next();
                } catch (QueryCancelledException e) {
                    throw new BrokenAnswer(e);
                }
            }
        };
    }
}
