package org.pfocr.rdf.serve.graph;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.jena.atlas.web.AcceptList;
import org.apache.jena.atlas.web.MediaType;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.generation.Freshness;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.Replies;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Prefixes;

/**
 * What the store says of one IRI, as a page or as RDF by what the client asks for (W3C Interest Group Note "Cool URIs for
 * the Semantic Web", section 4.3: one address, forms by content negotiation). Thread-safe.
 */
public final class Resources {
    /** Paths of our own IRIs: what stands at them is what the store says of them. */
    private static final List<String> OWN = List.of("/figures/", "/annotations/", "/organizations/", "/dataset/");

    private static final String FIGURE_SUFFIX = ".html";
    /** The first is what is given when nothing is asked for. */
    private static final AcceptList OFFER = AcceptList.create(
            "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml", "text/html");
    /** Values of {@code format=}. */
    private static final Map<String, String> FORMATS = Map.of(
            "ttl", "text/turtle",
            "nt", "application/n-triples",
            "jsonld", "application/ld+json",
            "rdf", "application/rdf+xml",
            "html", "text/html");
    /** Mentions of one figure; the largest has some thousands. */
    private static final int MAX_MENTIONS = 20_000;

    private final Generations generations;
    private final OwnAddress own;

    public Resources(Generations generations, OwnAddress own) {
        this.generations = generations;
        this.own = own;
    }

    /** Answers the request if its path is one of ours; says whether it was. */
    public boolean answer(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (path.equals("/void") || path.equals("/.well-known/void")) {
            try (Generations.Lease lease = generations.use()) {
                Graph description = GraphFactory.createDefaultGraph();
                if (Freshness.isUnchanged(request, response, lease)) {
                    return true;
                }
                Txn.executeRead(
                        lease.dataset(), () -> ServiceDescription.dataset(lease.dataset(), own.endpoint(request))
                                .forEach(description::add));
                write(Iris.dataset(), description, request, response);
            }
            return true;
        }
        Node subject;
        if (path.equals("/describe")) {
            String iri = request.getParameter("iri");
            subject = iri == null ? null : Iris.parsed(iri);
            if (subject == null) {
                throw new Refusal(
                        Problem.of(HttpServletResponse.SC_BAD_REQUEST, "Bad request", "Give an IRI: /describe?iri=…"));
            }
        } else if (OWN.stream().anyMatch(path::startsWith)) {
            subject = Iris.sitePage(path);
        } else {
            return false;
        }
        describe(subject, path, request, response);
        return true;
    }

    private void describe(Node subject, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try (Generations.Lease lease = generations.use()) {
            DatasetGraph dataset = lease.dataset();
            Graph description = Txn.calculateRead(dataset, () -> description(subject, dataset));
            if (!description.isEmpty()) {
                if (Freshness.isUnchanged(request, response, lease)) {
                    return;
                }
                write(subject, description, request, response);
                return;
            }
            Optional<Node> moved = Txn.calculateRead(dataset, () -> Optional.ofNullable(moved(subject, path, dataset)));
            if (moved.isPresent()) {
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                // Within this server, whatever its name: the path of the figure's IRI.
                response.setHeader("Location", own.path() + moved.get().getURI().substring(Iris.SITE.length()));
                return;
            }
            throw new Refusal(
                    Problem.of(HttpServletResponse.SC_NOT_FOUND, "Not found", "The store says nothing of this."));
        }
    }

    /** What is said of the subject and, for a figure, of its mentions. */
    private static Graph description(Node subject, DatasetGraph dataset) {
        Graph graph = GraphFactory.createDefaultGraph();
        add(graph, subject, dataset);
        if (subject.getURI().startsWith(Iris.FIGURES)) {
            List<Node> mentions = new ArrayList<>();
            var found = dataset.find(Node.ANY, Node.ANY, Pfocr.inFigure, subject);
            while (found.hasNext() && mentions.size() < MAX_MENTIONS) {
                mentions.add(found.next().getSubject());
            }
            mentions.forEach(mention -> add(graph, mention, dataset));
        }
        return graph;
    }

    private static void add(Graph graph, Node subject, DatasetGraph dataset) {
        dataset.find(Node.ANY, subject, Node.ANY, Node.ANY).forEachRemaining(quad -> graph.add(quad.asTriple()));
    }

    /** A figure by its FIGID alone, by an alias or by a former page; null where there is none. */
    private static @Nullable Node moved(Node subject, String path, DatasetGraph dataset) {
        if (!path.startsWith("/figures/")) {
            return null;
        }
        String name = path.substring("/figures/".length());
        String figid = name.endsWith(FIGURE_SUFFIX) ? name.substring(0, name.length() - FIGURE_SUFFIX.length()) : name;
        Node figure = Iris.sitePage("/figures/" + figid + FIGURE_SUFFIX);
        if (!figure.equals(subject)
                && dataset.find(Node.ANY, figure, Node.ANY, Node.ANY).hasNext()) {
            return figure;
        }
        Node byPage = first(dataset, Pfocr.formerPage, Iris.sitePage("/figures/" + figid));
        return byPage != null ? byPage : first(dataset, Pfocr.alias, NodeFactory.createLiteralString(figid));
    }

    private static @Nullable Node first(DatasetGraph dataset, Node property, Node object) {
        var quads = dataset.find(Node.ANY, Node.ANY, property, object);
        Quad quad = quads.hasNext() ? quads.next() : null;
        return quad == null ? null : quad.getSubject();
    }

    private void write(Node subject, Graph graph, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String link = formatLink(request);
        String type = chosenForm(request, response);
        response.setContentType(type + "; charset=utf-8");
        if (type.equals("text/html")) {
            Replies.policy(response);
            response.getOutputStream()
                    .write(ResourcePage.of(subject, graph, own.path(), link).getBytes(StandardCharsets.UTF_8));
            return;
        }
        write(graph, type, response);
    }

    /** What leads to the other forms of a page when the name of one is added. */
    private static String formatLink(HttpServletRequest request) {
        String iri = request.getParameter("iri");
        return iri == null ? "?format=" : "?iri=" + URLEncoder.encode(iri, StandardCharsets.UTF_8) + "&format=";
    }

    /**
     * The media type to answer with; the other ones go into the answer's Link headers.
     *
     * @throws Refusal with status 406 where none of ours will do
     */
    public static String chosenForm(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Vary", "Accept, Accept-Encoding");
        String link = formatLink(request);
        String type = chosen(request);
        if (type == null) {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_NOT_ACCEPTABLE,
                    "No such form",
                    "There is: "
                            + String.join(
                                    ", ", FORMATS.values().stream().sorted().toList())));
        }
        FORMATS.forEach((format, other) -> {
            if (!other.equals(type)) {
                response.addHeader("Link", "<" + link + format + ">; rel=\"alternate\"; type=\"" + other + "\"");
            }
        });
        return type;
    }

    /** Writes RDF of one of our media types. */
    public static void write(Graph graph, String type, HttpServletResponse response) throws IOException {
        response.setContentType(type + "; charset=utf-8");
        Prefixes.ALL.forEach(graph.getPrefixMapping()::setNsPrefix);
        RDFFormat format =
                switch (type) {
                    case "application/n-triples" -> RDFFormat.NTRIPLES;
                    case "application/ld+json" -> RDFFormat.JSONLD11_PLAIN;
                    case "application/rdf+xml" -> new RDFFormat(Lang.RDFXML, RDFFormat.PLAIN);
                    default -> RDFFormat.TURTLE_PRETTY;
                };
        RDFDataMgr.write(response.getOutputStream(), graph, format);
    }

    /** The media type to answer with; null where none of ours will do. */
    private static @Nullable String chosen(HttpServletRequest request) {
        String format = request.getParameter("format");
        if (format != null) {
            return FORMATS.get(format);
        }
        String accept = request.getHeader("Accept");
        if (accept == null || accept.isBlank()) {
            return "text/turtle";
        }
        MediaType match = AcceptList.match(new AcceptList(accept), OFFER);
        return match == null ? null : match.getContentTypeStr();
    }
}
