package org.pfocr.rdf.serve.generation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.pfocr.rdf.serve.http.Accept;

/** Conditional requests (RFC 9110, section 13): an answer is the same as long as the store's generation is. */
public final class Freshness {
    private Freshness() {}

    /**
     * Sets Vary, ETag and Last-Modified; where the client has this answer already, makes it 304 and says so. The tag
     * depends on Accept: a cache that keeps several forms of an answer must not take one for the other (RFC 9110, section
     * 8.8.3).
     */
    public static boolean isUnchanged(
            HttpServletRequest request, HttpServletResponse response, Generations.Lease lease) {
        String accept = Accept.text(request);
        String tag =
                "W/\"" + lease.name() + (accept.isEmpty() ? "" : "-" + Integer.toHexString(accept.hashCode())) + "\"";
        response.setHeader("Vary", "Accept, Accept-Encoding");
        response.setHeader("ETag", tag);
        response.setDateHeader("Last-Modified", lease.lastModified());
        response.setHeader("Cache-Control", "no-cache"); // Keep it, and ask whether it is still so.
        String known = request.getHeader("If-None-Match");
        boolean unchanged = known != null ? matches(known, tag) : isNotSince(request, lease);
        if (unchanged) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        }
        return unchanged;
    }

    private static boolean matches(String known, String tag) {
        return known.strip().equals("*")
                || Arrays.stream(known.split(",", -1)).map(String::strip).anyMatch(tag::equals);
    }

    private static boolean isNotSince(HttpServletRequest request, Generations.Lease lease) {
        try {
            long since = request.getDateHeader("If-Modified-Since");
            return since >= lease.lastModified();
        } catch (IllegalArgumentException e) { // Not a date; RFC 9110, section 13.1.3: ignored.
            return false;
        }
    }
}
