package org.pfocr.rdf.serve;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.web.AcceptList;
import org.apache.jena.atlas.web.MediaType;
import org.apache.jena.fuseki.servlets.ActionErrorException;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.sparql.engine.http.QueryExceptionHTTP;
import org.apache.jena.sparql.expr.ExprException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong with a request, as problem details (RFC 9457) for clients that read JSON, and as plain text for others.
 *
 * @param title the kind of problem in a few words
 * @param detail what is wrong here and what to do
 * @param more further members of the problem: strings and numbers
 */
record Problem(int status, String title, String detail, Map<String, Object> more) {
    /** Not yet in the servlet API's list (RFC 6585, section 4; RFC 9110, section 15.5.21). */
    static final int TOO_MANY_REQUESTS = 429;

    static final int UNPROCESSABLE = 422;

    private static final String ALLOWED = "allowedMethods";

    private static final Logger LOG = LoggerFactory.getLogger(Problem.class);

    /** The first is what is given when anything will do. */
    private static final AcceptList OFFER = AcceptList.create(
            "text/plain",
            "application/problem+json",
            "application/sparql-results+json",
            "application/json",
            "application/ld+json");

    static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Map.of());
    }

    static Problem time(Duration limit) {
        String seconds = String.valueOf(limit.toMillis() / 1000.0).replaceAll("\\.0$", "");
        return new Problem(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Time limit reached",
                "The query was cancelled after " + seconds + " s. Narrow it, or ask for its result in parts with"
                        + " ORDER BY, LIMIT and OFFSET.",
                Map.of("limitSeconds", limit.toMillis() / 1000.0));
    }

    static Problem memory() {
        return of(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Not enough memory",
                "The query was cancelled because it needs too much memory. Narrow what it sorts, groups, makes distinct"
                        + " or constructs.");
    }

    static Problem notAllowed(String what) {
        return of(UNPROCESSABLE, "Not allowed", what);
    }

    static Problem nested() {
        return of(
                HttpServletResponse.SC_BAD_REQUEST,
                "Query too deep",
                "The query has too many parts, one in the other or one after the other. Ask it in several queries.");
    }

    static Problem rows(long limit) {
        return new Problem(
                UNPROCESSABLE,
                "Result too large",
                "The result has more than " + limit + " rows. Ask for it in parts with ORDER BY, LIMIT and OFFSET.",
                Map.of("limitRows", limit));
    }

    static Problem tooMany(int status, String title, String detail, int retrySeconds) {
        return new Problem(status, title, detail, Map.of("retryAfterSeconds", retrySeconds));
    }

    static Problem method(String allowed) {
        return new Problem(
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                "Method not allowed",
                "There is " + allowed + " here: nothing can be written. Queries go to /sparql.",
                Map.of(ALLOWED, allowed));
    }

    static Problem serviceTooLarge(long limit) {
        return new Problem(
                HttpServletResponse.SC_BAD_GATEWAY,
                "SERVICE failed",
                "SERVICE failed: the endpoint's answer has more than " + limit + " bytes. Narrow what is asked of it.",
                Map.of("limitBytes", limit));
    }

    static Problem stopping() {
        return tooMany(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Server stopping",
                "The query was cancelled because the server is stopping. Try again in a minute.",
                60);
    }

    /** A request to a part of the server. */
    interface Work {
        void run() throws IOException;
    }

    /** Answers a request, and sends what goes wrong with it as a problem. */
    static void guard(HttpServletRequest request, HttpServletResponse response, Work work) throws IOException {
        try {
            work.run();
        } catch (Refusal e) {
            e.problem().instead(request, response);
        } catch (ActionErrorException e) {
            String detail = e.getMessage() == null ? "The request is not like SPARQL 1.1 Protocol." : e.getMessage();
            of(e.getRC(), "Bad request", detail).instead(request, response);
        } catch (QueryDeniedException e) {
            notAllowed(String.valueOf(e.getMessage())).instead(request, response);
        } catch (ExprException e) { // A script, whose name ARQ does not look up.
            notAllowed("A function of the query is not allowed here: " + e.getMessage())
                    .instead(request, response);
        } catch (QueryExceptionHTTP e) {
            // The other endpoint's status is not ours: a redirect, say, which is not followed, would mislead our
            // client.
            String what = e.getStatusCode() > 0
                    ? "the endpoint answered " + e.getStatusCode()
                    : "the endpoint could not be asked";
            of(HttpServletResponse.SC_BAD_GATEWAY, "SERVICE failed", "SERVICE failed: " + what)
                    .instead(request, response);
        } catch (RuntimeIOException | UncheckedIOException e) {
            // The client has gone, or the server's own disk failed; nothing can be said to the first.
            LOG.debug("an answer was not sent", e);
            of(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "Not sent", "The answer could not be sent.")
                    .instead(request, response);
        } catch (RuntimeException e) {
            LOG.error("a request failed", e);
            of(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "Failed", "The server failed. The reason is in its log.")
                    .instead(request, response);
        }
    }

    /** Sends the problem where nothing was sent; else marks the answer, and the filter breaks the connection. */
    private void instead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        QueryRecord.problem(request, this);
        if (response.isCommitted()) {
            request.setAttribute(OpenReads.BROKEN, new Refusal(this));
            return;
        }
        response.reset();
        OpenReads.headers(response);
        send(request, response);
    }

    /** Sends the problem as the whole answer; nothing may have been sent before. */
    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (more.get("retryAfterSeconds") instanceof Integer seconds) {
            response.setIntHeader("Retry-After", seconds);
        }
        if (more.get(ALLOWED) instanceof String methods) {
            response.setHeader("Allow", methods); // RFC 9110, section 15.5.6.
        }
        Form form = form(request.getHeader("Accept"));
        response.setContentType(form.mediaType());
        response.getOutputStream().write(form.text().getBytes(StandardCharsets.UTF_8));
    }

    /** A problem as it is sent. */
    record Form(String mediaType, String text) {}

    /** @param accept the client's Accept header; null where there is none */
    Form form(@Nullable String accept) {
        MediaType chosen = accept == null ? null : AcceptList.match(new AcceptList(accept), OFFER);
        return chosen != null && chosen.getSubType().endsWith("json")
                ? new Form("application/problem+json", json())
                : new Form("text/plain; charset=utf-8", detail + "\n");
    }

    private String json() {
        JsonObject object = new JsonObject();
        object.put("type", "about:blank");
        object.put("title", title);
        object.put("status", status);
        object.put("detail", detail);
        more.forEach((name, value) -> {
            if (value instanceof Double number) {
                object.put(name, JsonNumber.value(number));
            } else if (value instanceof Number number) {
                object.put(name, number.longValue());
            } else {
                object.put(name, value.toString());
            }
        });
        return JSON.toStringFlat(object) + "\n";
    }
}
