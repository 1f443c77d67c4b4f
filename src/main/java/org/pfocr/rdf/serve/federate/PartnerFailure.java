package org.pfocr.rdf.serve.federate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Another endpoint that did not answer as it should. The message is for a user, and names it. */
final class PartnerFailure extends Exception {
    private static final long serialVersionUID = 1;
    private static final int MAX_CHARACTERS = 300;
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int TOO_LONG = 414;
    private static final int FAILED = 500;

    private final boolean isOfTheRequest;

    PartnerFailure(String endpoint, String what, boolean isOfTheRequest) {
        super("SERVICE failed: <" + endpoint + "> " + what + ".");
        this.isOfTheRequest = isOfTheRequest;
    }

    static PartnerFailure late(String endpoint, Duration time) {
        return new PartnerFailure(endpoint, "did not answer within " + Math.max(1, time.toSeconds()) + " s", false);
    }

    static PartnerFailure status(String endpoint, Partners.Answer answer) {
        String said = start(new String(answer.body(), StandardCharsets.UTF_8));
        int status = answer.status();
        return new PartnerFailure(
                endpoint,
                "answered " + status + (said.isEmpty() ? "" : ": " + said),
                status == BAD_REQUEST || status == TOO_LARGE || status == TOO_LONG || status == FAILED);
    }

    static PartnerFailure of(String endpoint, @Nullable Throwable cause, Duration time) {
        Throwable last = cause;
        while (last != null && last.getCause() != null) {
            last = last.getCause();
        }
        // In a race the JDK's client tells of its own close and not of the time that was up.
        if (last instanceof java.net.http.HttpTimeoutException
                || (last != null && "connection closed locally".equals(last.getMessage()))) {
            return late(endpoint, time);
        }
        String why = last == null || last.getMessage() == null ? "" : ": " + last.getMessage();
        return new PartnerFailure(endpoint, "could not be asked" + why, false);
    }

    /** Whether the endpoint may answer smaller requests. */
    boolean isOfTheRequest() {
        return isOfTheRequest;
    }

    /** The beginning of a text, on one line. */
    static String start(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_CHARACTERS ? line : line.substring(0, MAX_CHARACTERS) + "…";
    }
}
