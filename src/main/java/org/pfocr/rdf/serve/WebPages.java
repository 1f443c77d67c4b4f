package org.pfocr.rdf.serve;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.jena.atlas.web.AcceptList;
import org.apache.jena.atlas.web.MediaType;
import org.jspecify.annotations.Nullable;

/** The query page and its parts, from the program itself: nothing comes from another site. */
final class WebPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Resources resources;
    private final transient Generations generations;

    WebPages(Generations generations, @Nullable String publicUrl) {
        this.generations = generations;
        this.resources = new Resources(generations, publicUrl);
    }

    /** The first is what is given when nothing is asked for. */
    private static final AcceptList ONTOLOGY_FORMS = AcceptList.create("text/turtle", "text/html");

    /** Path to resource and media type; a path that is not listed does not exist. */
    private static final Map<String, String[]> PAGES = Map.of(
            "/", new String[] {"/web/index.html", "text/html; charset=utf-8"},
            "/query.js", new String[] {"/web/query.js", "text/javascript; charset=utf-8"},
            "/query.css", new String[] {"/web/query.css", "text/css; charset=utf-8"},
            "/ontology", new String[] {"/web/ontology.html", "text/html; charset=utf-8"},
            "/ontology.ttl", new String[] {"/ontology/pfocr.ttl", "text/turtle; charset=utf-8"});

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.equals("/health")) {
            text(response, HttpServletResponse.SC_OK, "alive\n");
            return;
        }
        if (path.equals("/ready")) {
            text(response, HttpServletResponse.SC_OK, "serving " + generations.name() + "\n");
            return;
        }
        if (path.equals("/robots.txt")) {
            // Figures may be indexed; queries cost time.
            text(response, HttpServletResponse.SC_OK, "User-agent: *\nDisallow: /sparql\nDisallow: /describe\n");
            return;
        }
        if (resources.answer(path, request, response)) {
            return;
        }
        if (path.equals("/ontology")) {
            response.setHeader("Vary", "Accept");
            if (!prefersHtml(request)) {
                path = "/ontology.ttl";
                response.setHeader("Content-Location", path);
            }
        }
        String[] page = PAGES.get(path);
        if (page == null) {
            text(response, HttpServletResponse.SC_NOT_FOUND, "There is no such page. The endpoint is /sparql.\n");
            return;
        }
        try (InputStream in = WebPages.class.getResourceAsStream(page[0])) {
            if (in == null) {
                throw new IOException(page[0] + " is missing from the program");
            }
            response.setContentType(page[1]);
            policy(response);
            in.transferTo(response.getOutputStream());
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        text(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "The endpoint is /sparql.\n");
    }

    /** Programs get the ontology as RDF; a browser, which asks for text/html before all else, gets the page. */
    private static boolean prefersHtml(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        MediaType chosen = accept == null ? null : AcceptList.match(new AcceptList(accept), ONTOLOGY_FORMS);
        return chosen != null && chosen.getSubType().equals("html");
    }

    /** Nothing from other sites, and nothing inline: what OCR read cannot run. */
    static void policy(HttpServletResponse response) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; "
                        + "base-uri 'none'; frame-ancestors 'none'");
    }

    static void text(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
