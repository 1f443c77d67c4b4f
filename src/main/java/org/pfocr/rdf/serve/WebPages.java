package org.pfocr.rdf.serve;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The query page and its parts, from the program itself: nothing comes from another site. */
final class WebPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Path to resource and media type; a path that is not listed does not exist. */
    private static final Map<String, String[]> PAGES = Map.of(
            "/", new String[] {"/web/index.html", "text/html; charset=utf-8"},
            "/query.js", new String[] {"/web/query.js", "text/javascript; charset=utf-8"},
            "/query.css", new String[] {"/web/query.css", "text/css; charset=utf-8"},
            "/ontology", new String[] {"/ontology/pfocr.ttl", "text/turtle; charset=utf-8"});

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] page = PAGES.get(request.getRequestURI());
        if (page == null) {
            text(response, HttpServletResponse.SC_NOT_FOUND, "There is no such page. The endpoint is /sparql.\n");
            return;
        }
        try (InputStream in = WebPages.class.getResourceAsStream(page[0])) {
            if (in == null) {
                throw new IOException(page[0] + " is missing from the program");
            }
            response.setContentType(page[1]);
            response.setHeader(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; "
                            + "base-uri 'none'; frame-ancestors 'none'");
            in.transferTo(response.getOutputStream());
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        text(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "The endpoint is /sparql.\n");
    }

    private static void text(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
