package org.pfocr.rdf.serve.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, as problem details (RFC 9457) for clients that read JSON, and as plain text for others.
 *
 * @param title the kind of problem in a few words
 * @param detail what is wrong here and what to do
 * @param more further members of the problem: strings and numbers
 */
public record Problem(int status, String title, String detail, Map<String, Object> more) {
    /** Not yet in the servlet API's list (RFC 6585, section 4; RFC 9110, section 15.5.21). */
    public static final int TOO_MANY_REQUESTS = 429;

    public static final int UNPROCESSABLE = 422;

    /** Attribute of a request: the problem that it was answered with, for the logs. */
    public static final String ATTRIBUTE = "org.pfocr.rdf.problem";

    private static final String ALLOWED = "allowedMethods";
    /** Member of a problem: how a body may be packed. */
    static final String ACCEPT_ENCODING = "acceptEncoding";

    private static final String PAGE = "text/html";

    /** The first is what is given when anything will do. */
    private static final List<String> OFFER = List.of(
            "text/plain",
            "application/problem+json",
            "application/sparql-results+json",
            "application/json",
            "application/ld+json",
            PAGE);

    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Map.of());
    }

    public static Problem time(Duration limit) {
        String seconds = String.valueOf(limit.toMillis() / 1000.0).replaceAll("\\.0$", "");
        return new Problem(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Time limit reached",
                "The query was cancelled after " + seconds + " s. Narrow it, or ask for its result in parts with"
                        + " ORDER BY, LIMIT and OFFSET.",
                Map.of("limitSeconds", limit.toMillis() / 1000.0));
    }

    public static Problem memory() {
        return of(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Not enough memory",
                "The query was cancelled because it needs too much memory. Narrow what it sorts, groups, makes distinct"
                        + " or constructs.");
    }

    public static Problem notAllowed(String what) {
        return of(UNPROCESSABLE, "Not allowed", what);
    }

    public static Problem nested() {
        return of(
                HttpServletResponse.SC_BAD_REQUEST,
                "Query too deep",
                "The query has too many parts, one in the other or one after the other. Ask it in several queries.");
    }

    public static Problem rows(long limit) {
        return new Problem(
                UNPROCESSABLE,
                "Result too large",
                "The result has more than " + limit + " rows. Ask for it in parts with ORDER BY, LIMIT and OFFSET.",
                Map.of("limitRows", limit));
    }

    public static Problem tooMany(int status, String title, String detail, int retrySeconds) {
        return new Problem(status, title, detail, Map.of("retryAfterSeconds", retrySeconds));
    }

    public static Problem method(String allowed) {
        return new Problem(
                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                "Method not allowed",
                "There is " + allowed + " here: nothing can be written. Queries go to /sparql.",
                Map.of(ALLOWED, allowed));
    }

    public static Problem serviceTooLarge(long limit) {
        return new Problem(
                HttpServletResponse.SC_BAD_GATEWAY,
                "SERVICE failed",
                "SERVICE failed: the endpoint's answer has more than " + limit + " bytes. Narrow what is asked of it.",
                Map.of("limitBytes", limit));
    }

    static Problem tooLarge() {
        return of(
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "Request too large",
                "The request has more than " + ServerOptions.MAX_REQUEST_BYTES + " bytes, which is the limit.");
    }

    public static Problem stopping() {
        return tooMany(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Server stopping",
                "The query was cancelled because the server is stopping. Try again in a minute.",
                60);
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
        if (more.get(ACCEPT_ENCODING) instanceof String encodings) {
            response.setHeader("Accept-Encoding", encodings); // RFC 9110, section 15.5.16.
        }
        ErrorPage page = request.getAttribute(ErrorPage.ATTRIBUTE) instanceof ErrorPage known ? known : null;
        Body body = body(Accept.of(request), page);
        if (page != null && body.isPage()) {
            page.headers(response);
        }
        response.setContentType(body.mediaType());
        response.getOutputStream().write(body.text().getBytes(StandardCharsets.UTF_8));
    }

    /** A problem as it is sent. */
    public record Body(String mediaType, String text) {
        public boolean isPage() {
            return mediaType.startsWith(PAGE);
        }
    }

    /**
     * The problem as a client reads it.
     *
     * @param page how to write it for people; null where only plain text will do
     */
    public Body body(Accept accept, @Nullable ErrorPage page) {
        String chosen = accept.best(OFFER);
        if (page != null && PAGE.equals(chosen)) {
            return new Body("text/html; charset=utf-8", page.of(status, title, detail));
        }
        return chosen != null && chosen.endsWith("json")
                ? new Body("application/problem+json", json())
                : new Body("text/plain; charset=utf-8", detail + "\n");
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
