package org.pfocr.rdf.serve.observe;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the logs and the metrics say of one query. It is written by the thread that answers the request and read after
 * that, so it needs no lock.
 */
public final class QueryRecord {
    /** Attribute of a request that has a query. */
    static final String ATTRIBUTE = "org.pfocr.rdf.query";

    public static final String ANSWERED = "answered";
    public static final String UNCHANGED = "unchanged";
    public static final String CACHED = "cached";

    private final String client;
    private @Nullable String text;
    private String outcome = "failed";
    private long rows;

    private QueryRecord(String client) {
        this.client = client;
    }

    /** The record of a request's query, made with the first call. */
    public static QueryRecord of(HttpServletRequest request, String client) {
        if (request.getAttribute(ATTRIBUTE) instanceof QueryRecord known) {
            return known;
        }
        QueryRecord made = new QueryRecord(client);
        request.setAttribute(ATTRIBUTE, made);
        return made;
    }

    /** The query of a request; null where it has none. */
    @Nullable
    public static String textOf(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof QueryRecord record ? record.text : null;
    }

    public void text(String query) {
        text = query;
    }

    public void outcome(String what) {
        outcome = what;
    }

    /** Counts rows of a table, or triples or quads of a graph. */
    public void rows(long more) {
        rows += more;
    }

    public String client() {
        return client;
    }

    /** The query; null where the request had none that could be read. */
    @Nullable
    public String text() {
        return text;
    }

    public String outcome() {
        return outcome;
    }

    public long rows() {
        return rows;
    }
}
