package org.pfocr.rdf.serve.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.fuseki.servlets.ActionErrorException;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.sparql.engine.http.QueryExceptionHTTP;
import org.apache.jena.sparql.expr.ExprException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands around every request: whatever goes wrong in it becomes a {@link Problem}. Stateless. */
public final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    private Guard() {}

    /** A request to a part of the server. */
    public interface Work {
        void run() throws IOException;
    }

    /** Answers a request, and sends what goes wrong with it as a problem. */
    public static void guard(HttpServletRequest request, HttpServletResponse response, Work work) throws IOException {
        try {
            work.run();
        } catch (RuntimeException e) {
            instead(problem(e), request, response);
        }
    }

    /** What to tell whoever asked for something that failed. */
    public static Problem problem(RuntimeException failure) {
        if (failure instanceof Refusal e) {
            return e.problem();
        }
        if (failure instanceof ActionErrorException e) {
            String detail = e.getMessage() == null ? "The request is not like SPARQL 1.1 Protocol." : e.getMessage();
            return Problem.of(e.getRC(), "Bad request", detail);
        }
        if (failure instanceof QueryDeniedException e) {
            return Problem.notAllowed(String.valueOf(e.getMessage()));
        }
        if (failure instanceof QueryBuildException e) { // A property function's arguments.
            return Problem.of(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Bad query",
                    e.getMessage() == null ? "The query cannot be run." : e.getMessage());
        }
        if (failure instanceof ExprException e) { // A script, whose name ARQ does not look up.
            return Problem.notAllowed("A function of the query is not allowed here: " + e.getMessage());
        }
        if (failure instanceof QueryExceptionHTTP e) {
            // The other endpoint's status is not ours: a redirect, say, which is not followed, would mislead our
            // client.
            String what = e.getStatusCode() > 0
                    ? "the endpoint answered " + e.getStatusCode()
                    : "the endpoint could not be asked";
            return Problem.of(HttpServletResponse.SC_BAD_GATEWAY, "SERVICE failed", "SERVICE failed: " + what);
        }
        if (failure instanceof RuntimeIOException || failure instanceof UncheckedIOException) {
            // The client has gone, or the server's own disk failed; nothing can be said to the first.
            LOG.debug("an answer was not sent", failure);
            return Problem.of(
                    HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "Not sent", "The answer could not be sent.");
        }
        LOG.error("a request failed", failure);
        return Problem.of(
                HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "Failed", "The server failed. The reason is in its log.");
    }

    /** Sends the problem where nothing was sent; else marks the answer, and the filter breaks the connection. */
    private static void instead(Problem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute(Problem.ATTRIBUTE, problem);
        if (response.isCommitted()) {
            request.setAttribute(OpenReads.BROKEN, new Refusal(problem));
            return;
        }
        response.reset();
        OpenReads.headers(response);
        problem.send(request, response);
    }
}
