package org.pfocr.rdf.serve;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the logs and the metrics say of one query. It is written by the thread that answers the request and read after
 * that, so it needs no lock.
 */
final class QueryRecord {
    /** Attribute of a request that has a query. */
    static final String ATTRIBUTE = "org.pfocr.rdf.query";

    static final String ANSWERED = "answered";
    static final String UNCHANGED = "unchanged";
    static final String CACHED = "cached";

    private final String client;
    private @Nullable String text;
    private String outcome = "failed";
    private long rows;

    private QueryRecord(String client) {
        this.client = client;
    }

    /** The record of a request's query, made with the first call. */
    static QueryRecord of(HttpServletRequest request, String client) {
        if (request.getAttribute(ATTRIBUTE) instanceof QueryRecord known) {
            return known;
        }
        QueryRecord made = new QueryRecord(client);
        request.setAttribute(ATTRIBUTE, made);
        return made;
    }

    /** A problem's title is the outcome of the query that had it; there is a fixed number of them. */
    static void problem(HttpServletRequest request, Problem problem) {
        if (request.getAttribute(ATTRIBUTE) instanceof QueryRecord known) {
            known.outcome = problem.title().toLowerCase(Locale.ROOT).replace(' ', '_');
        }
    }

    void text(String query) {
        text = query;
    }

    void outcome(String what) {
        outcome = what;
    }

    /** Counts rows of a table, or triples or quads of a graph. */
    void rows(long more) {
        rows += more;
    }

    String client() {
        return client;
    }

    /** The query; null where the request had none that could be read. */
    @Nullable
    String text() {
        return text;
    }

    String outcome() {
        return outcome;
    }

    long rows() {
        return rows;
    }
}
