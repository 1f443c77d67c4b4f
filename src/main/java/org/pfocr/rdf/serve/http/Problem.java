package org.pfocr.rdf.serve.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.web.AcceptList;
import org.apache.jena.atlas.web.MediaType;
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

    /** The first is what is given when anything will do. */
    private static final AcceptList OFFER = AcceptList.create(
            "text/plain",
            "application/problem+json",
            "application/sparql-results+json",
            "application/json",
            "application/ld+json");

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
        Form form = form(request.getHeader("Accept"));
        response.setContentType(form.mediaType());
        response.getOutputStream().write(form.text().getBytes(StandardCharsets.UTF_8));
    }

    /** A problem as it is sent. */
    public record Form(String mediaType, String text) {}

    /**
     * The problem as a client reads it.
     *
     * @param accept the client's Accept header; null where there is none
     */
    public Form form(@Nullable String accept) {
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
