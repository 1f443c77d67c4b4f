package org.pfocr.rdf.serve.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What replies of several parts of the server have in common. Stateless. */
public final class Replies {
    private Replies() {}

    /** Sends plain text as the whole reply. */
    public static void text(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
