package org.pfocr.rdf.serve.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.system.Txn;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.graph.GraphReads;
import org.pfocr.rdf.serve.graph.ReleasedDumps;
import org.pfocr.rdf.serve.graph.Resources;
import org.pfocr.rdf.serve.http.Form;
import org.pfocr.rdf.serve.http.Guard;
import org.pfocr.rdf.serve.http.Offer;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.Replies;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.limit.Admission;
import org.pfocr.rdf.serve.observe.Metrics;
import org.pfocr.rdf.serve.page.Assets;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.thing.Overviews;
import org.pfocr.rdf.serve.thing.ThingPages;
import org.pfocr.rdf.sets.UnusableRequest;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Ontology;

/** The query page and its parts, from the program itself: nothing comes from another site. */
public final class WebPages extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Resources resources;
    private final transient Generations generations;
    private final transient GraphReads graphs;
    private final transient Sitemap sitemap;
    private final transient Metrics metrics;
    private final transient OwnAddress own;
    private final transient Layout layout;
    private final transient Assets assets;
    private final transient ThingPages things;
    private final transient FirstPage first;
    private final transient QueryPage query;

    public WebPages(
            Generations generations,
            Admission admission,
            Metrics metrics,
            Overviews overviews,
            Layout layout,
            Assets assets,
            OwnAddress own,
            ServerOptions options) {
        this.generations = generations;
        this.metrics = metrics;
        this.own = own;
        this.layout = layout;
        this.assets = assets;
        this.resources = new Resources(generations, own, layout, new ReleasedDumps(options.downloads()));
        this.graphs = new GraphReads(generations, admission, options);
        this.sitemap = new Sitemap(generations);
        this.things = new ThingPages(generations, admission, overviews, resources, layout, own);
        this.query = new QueryPage(layout);
        this.first = new FirstPage(layout, own);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Guard.guard(request, response, () -> {
            String method = request.getMethod();
            boolean isList = method.equals("POST") && request.getRequestURI().equals("/enrich");
            if (!method.equals("GET") && !method.equals("HEAD") && !isList) {
                throw new Refusal(Problem.method("GET, HEAD, OPTIONS"));
            }
            get(request, response); // Jetty leaves the body of an answer to HEAD out.
        });
    }

    private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.equals("/health")) {
            Replies.text(response, HttpServletResponse.SC_OK, "alive\n");
            return;
        }
        if (path.equals("/ready")) {
            ready(response);
            return;
        }
        if (path.equals("/robots.txt")) {
            // Figures may be indexed; queries cost time.
            Replies.text(
                    response,
                    HttpServletResponse.SC_OK,
                    "User-agent: *\nDisallow: %1$ssparql\nDisallow: %1$sdata\nDisallow: %1$sdescribe\nDisallow: %1$ssearch\nDisallow: %1$senrich\nDisallow: %1$sapi/\n\nSitemap: %2$ssitemap.xml\n"
                            .formatted(own.path(), own.root(request)));
            return;
        }
        if (path.equals("/metrics")) {
            response.setContentType(Metrics.MEDIA_TYPE);
            response.getOutputStream().write(metrics.text(generations.name()).getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (sitemap.answer(path, own.root(request), request, response)
                || graphs.answer(path, request, response)
                || vocabulary(path, request, response)
                || asset(path, request, response)
                || page(path, request, response)
                || things.answer(path, request, response)
                || resources.answer(path, request, response)) {
            return;
        }
        throw new Refusal(
                Problem.of(
                        HttpServletResponse.SC_NOT_FOUND,
                        "No such page",
                        "There is no such page, and the store says nothing of a thing with this address. The endpoint is /sparql."));
    }

    /** The ontology, by its own name and that of its version, and the shapes. */
    private boolean vocabulary(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (path.equals("/shapes")) {
            resources.write(Iris.sitePage(path), Ontology.shapes(), request, response);
            return true;
        }
        boolean isVersion = path.startsWith("/ontology/");
        if (!isVersion && !path.equals("/ontology")) {
            return false;
        }
        if (isVersion && !Ontology.version().equals(Iris.sitePage(path))) {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_NOT_FOUND,
                    "No such version",
                    "The version that there is: " + Ontology.version().getURI()));
        }
        Offer.Choice choice = Offer.TRIPLES.withPage().choose(request);
        if (choice.form() == Form.HTML && isVersion) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", own.path() + "ontology");
            return true;
        }
        if (choice.form() == Form.HTML || choice.form() == Form.TURTLE) {
            Resources.linkForms(choice, request, response);
        }
        if (choice.form() == Form.HTML) {
            layout.send(OntologyPage.of(layout), response);
            return true;
        }
        if (choice.form() == Form.TURTLE) { // As it was written, with its comments.
            // Relative: a proxy may have put us below its root.
            response.setHeader("Content-Location", isVersion ? "../ontology.ttl" : "ontology.ttl");
            return asset("/ontology.ttl", request, response);
        }
        Graph ontology = GraphFactory.createDefaultGraph();
        Ontology.triples().forEach(ontology::add);
        resources.write(Iris.sitePage("/ontology"), ontology, request, response);
        return true;
    }

    /** A file of the program; says whether there is one for the path. */
    private boolean asset(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Assets.File file = assets.get(path.substring(1));
        if (file == null) {
            return false;
        }
        String tag = "\"" + file.digest() + "\"";
        response.setHeader("ETag", tag);
        response.setHeader(
                "Cache-Control",
                file.digest().equals(request.getParameter("v")) ? "public, max-age=31536000, immutable" : "no-cache");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        response.setContentType(file.mediaType());
        response.getOutputStream().write(file.content());
        return true;
    }

    /** A page that is about no single thing; says whether there is one for the path. */
    private boolean page(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (path.equals("/query") || (path.equals("/") && request.getParameter("query") != null)) {
            layout.send(query.page(), response);
            return true;
        }
        if (path.equals("/search")) {
            things.page(request, response, (reading, overview) -> new SearchPage(layout, request, reading)
                    .page(reading.search()));
            return true;
        }
        if (path.equals("/enrich")) {
            enrich(request, response);
            return true;
        }
        if (path.equals("/")) {
            things.page(request, response, (reading, overview) -> first.page(overview, request));
            return true;
        }
        return false;
    }

    /** A list that the form has sent gets an address of its own, so that it can be kept and sent on. */
    private void enrich(HttpServletRequest request, HttpServletResponse response) {
        String address = request.getMethod().equals("POST") ? EnrichPage.address(request, layout) : null;
        if (address != null) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", address);
            return;
        }
        things.page(request, response, (reading, overview) -> {
            EnrichPage page = new EnrichPage(layout, own, request, reading);
            if ("gmt".equals(request.getParameter("format"))) {
                try {
                    Replies.text(response, HttpServletResponse.SC_OK, page.gmt());
                } catch (UnusableRequest e) {
                    throw new Refusal(Problem.of(
                            HttpServletResponse.SC_BAD_REQUEST, "Bad request", String.valueOf(e.getMessage())));
                }
                return null;
            }
            return page.page(overview);
        });
    }

    /** Ready is a server that answers from its store, not one that only runs. */
    private void ready(HttpServletResponse response) throws IOException {
        try (Generations.Lease lease = generations.use()) {
            boolean answers = Txn.calculateRead(lease.dataset(), () -> lease.dataset()
                    .find(Iris.graph("dataset"), Node.ANY, Node.ANY, Node.ANY)
                    .hasNext());
            if (!answers) {
                throw new Refusal(Problem.of(
                        HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Not ready", "The store gives no answer."));
            }
        }
        Replies.text(response, HttpServletResponse.SC_OK, "serving " + generations.name() + "\n");
    }
}
