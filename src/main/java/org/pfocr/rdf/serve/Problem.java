package org.pfocr.rdf.serve;

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

    static Problem rows(long limit) {
        return new Problem(
                UNPROCESSABLE,
                "Result too large",
                "The result has more than " + limit + " rows. Ask for it in parts with ORDER BY, LIMIT and OFFSET.",
                Map.of("limitRows", limit));
    }

    static Problem tooMany(int status, String detail, int retrySeconds) {
        return new Problem(status, "Too many queries", detail, Map.of("retryAfterSeconds", retrySeconds));
    }

    /** Sends the problem as the whole answer; nothing may have been sent before. */
    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        if (more.get("retryAfterSeconds") instanceof Integer seconds) {
            response.setIntHeader("Retry-After", seconds);
        }
        String accept = request.getHeader("Accept");
        MediaType chosen = accept == null ? null : AcceptList.match(new AcceptList(accept), OFFER);
        boolean json = chosen != null && chosen.getSubType().endsWith("json");
        response.setContentType(json ? "application/problem+json" : "text/plain; charset=utf-8");
        response.getOutputStream().write((json ? json() : detail + "\n").getBytes(StandardCharsets.UTF_8));
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
