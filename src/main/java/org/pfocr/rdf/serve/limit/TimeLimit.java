package org.pfocr.rdf.serve.limit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.apache.jena.riot.web.HttpNames;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;

/** The time that a request may take. Stateless. */
public final class TimeLimit {
    private TimeLimit() {}

    /**
     * A client may ask for less time than the server's limit, not for more; nothing and 0 ask for nothing.
     *
     * @param most the server's limit
     * @throws Refusal with status 400 where what is asked for is no time
     */
    public static Duration of(HttpServletRequest request, Duration most) {
        String asked = request.getParameter(HttpNames.paramTimeout);
        if (asked == null || asked.isBlank()) {
            return most;
        }
        double seconds;
        try {
            seconds = Double.parseDouble(asked);
        } catch (NumberFormatException e) {
            seconds = Double.NaN;
        }
        if (seconds == 0) {
            return most;
        }
        if (!(seconds > 0)) {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_BAD_REQUEST, "Bad request", "timeout is a time in seconds, such as 2.5"));
        }
        return Duration.ofMillis((long) Math.min(Math.max(1, seconds * 1000), (double) most.toMillis()));
    }
}
