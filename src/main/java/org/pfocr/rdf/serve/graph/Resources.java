package org.pfocr.rdf.serve.graph;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.generation.Freshness;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Form;
import org.pfocr.rdf.serve.http.Offer;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.text.PercentEscapes;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Prefixes;

/**
 * What the store says of one IRI, as a page or as RDF by what the client asks for (W3C Interest Group Note "Cool URIs for
 * the Semantic Web", section 4.3: one address, forms by content negotiation). Thread-safe.
 */
public final class Resources {
    private static final String FIGURE_SUFFIX = ".html";
    private static final Offer OFFER = Offer.TRIPLES.withPage();
    /** Mentions of one figure; the largest has some thousands. */
    private static final int MAX_MENTIONS = 20_000;
    /** Statements about other things that are shown for want of others, and triples that are shown of a graph. */
    private static final int MAX_SHOWN = 1_000;

    private final Generations generations;
    private final OwnAddress own;
    private final Layout layout;
    private final ReleasedDumps dumps;

    public Resources(Generations generations, OwnAddress own, Layout layout, ReleasedDumps dumps) {
        this.generations = generations;
        this.own = own;
        this.layout = layout;
        this.dumps = dumps;
    }

    /** Answers the request if its path is that of a thing in the store; says whether it was. */
    public boolean answer(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (path.equals("/void") || path.equals("/.well-known/void")) {
            try (Generations.Lease lease = generations.use()) {
                Graph description = GraphFactory.createDefaultGraph();
                // Releases come and go, and the generation stays.
                if (dumps.folder() == null && Freshness.isUnchanged(request, response, lease)) {
                    return true;
                }
                dataset(lease, request).forEach(description::add);
                write(Iris.dataset(), description, request, response);
            }
            return true;
        }
        if (path.equals("/describe")) {
            String iri = request.getParameter("iri");
            Node escaped = iri == null ? null : Iris.parsed(iri);
            if (iri == null || escaped == null) {
                throw new Refusal(
                        Problem.of(HttpServletResponse.SC_BAD_REQUEST, "Bad request", "Give an IRI: /describe?iri=…"));
            }
            if (!describe(List.of(Iris.external(iri), escaped), path, request, response)) {
                throw new Refusal(
                        Problem.of(HttpServletResponse.SC_NOT_FOUND, "Not found", "The store says nothing of this."));
            }
            return true;
        }
        // A store that was loaded from a dump may have IRIs with letters that stand as escapes in a path.
        String plain = PercentEscapes.decoded(path);
        return describe(
                List.of(Iris.sitePage(path), Iris.external(Iris.SITE + plain.substring(1))), path, request, response);
    }

    private List<Triple> dataset(Generations.Lease lease, HttpServletRequest request) throws IOException {
        DatasetGraph dataset = lease.dataset();
        dataset.begin(TxnType.READ);
        try {
            List<Triple> description = new ArrayList<>(ServiceDescription.dataset(dataset, own.endpoint(request)));
            description.addAll(dumps.of(dataset, own.root(request)));
            return description;
        } finally {
            dataset.end();
        }
    }

    /** Answers with what the store says of a thing; says whether it says anything. */
    public boolean answerAbout(Node thing, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return describe(List.of(thing), request.getRequestURI(), request, response);
    }

    /**
     * Answers with what the store says of the first of some IRIs of which it says something.
     *
     * @return false where it says nothing of any
     */
    private boolean describe(List<Node> subjects, String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try (Generations.Lease lease = generations.use()) {
            DatasetGraph dataset = lease.dataset();
            for (Node subject : subjects) {
                Graph description = Txn.calculateRead(dataset, () -> description(subject, dataset));
                if (!description.isEmpty()) {
                    if (!Freshness.isUnchanged(request, response, lease)) {
                        write(subject, description, request, response);
                    }
                    return true;
                }
            }
            Optional<Node> moved =
                    Txn.calculateRead(dataset, () -> Optional.ofNullable(moved(subjects.get(0), path, dataset)));
            if (moved.isPresent()) {
                String query = request.getQueryString();
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                // Within this server, whatever its name: the path of the figure's IRI.
                response.setHeader(
                        "Location",
                        own.path()
                                + moved.get().getURI().substring(Iris.SITE.length())
                                + (query == null ? "" : "?" + query));
                return true;
            }
            for (Node subject : subjects) { // The last resort, as what others say may be much.
                Graph mentioned = Txn.calculateRead(dataset, () -> mentioned(subject, dataset));
                if (!mentioned.isEmpty()) {
                    if (!Freshness.isUnchanged(request, response, lease)) {
                        write(subject, mentioned, mentioned.size() == MAX_SHOWN, request, response);
                    }
                    return true;
                }
            }
            return false;
        }
    }

    /** For a thing of which nothing is said: where it is mentioned, or some of its triples where it is a graph. */
    private static Graph mentioned(Node subject, DatasetGraph dataset) {
        Graph graph = GraphFactory.createDefaultGraph();
        List<Iterator<Quad>> places = List.of(
                dataset.find(subject, Node.ANY, Node.ANY, Node.ANY), // Other forms of a graph are all of it.
                dataset.find(Node.ANY, Node.ANY, Node.ANY, subject),
                dataset.find(Node.ANY, Node.ANY, subject, Node.ANY));
        for (Iterator<Quad> found : places) {
            while (found.hasNext() && graph.size() < MAX_SHOWN) {
                graph.add(found.next().asTriple());
            }
        }
        return graph;
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

    /** Sends a graph about a subject as a page or as RDF. */
    public void write(Node subject, Graph graph, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(subject, graph, false, request, response);
    }

    private void write(
            Node subject, Graph graph, boolean isPart, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Prefixes.ALL.forEach(graph.getPrefixMapping()::setNsPrefix);
        Offer.Choice choice = GraphAnswer.writable(graph.find(), OFFER, request);
        linkForms(choice, request, response);
        if (choice.form() == Form.HTML) {
            layout.send(ResourcePage.of(subject, graph, isPart, layout, formatLink(request)), response);
        } else {
            GraphAnswer.send(graph, choice, response);
        }
    }

    /** What leads to the other forms of a page when the name of one is added. */
    private static String formatLink(HttpServletRequest request) {
        String iri = request.getParameter("iri");
        return iri == null ? "?format=" : "?iri=" + URLEncoder.encode(iri, StandardCharsets.UTF_8) + "&format=";
    }

    /** Names the usual forms that were not chosen in the answer's Link headers. */
    public static void linkForms(Offer.Choice choice, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Vary", "Accept, Accept-Encoding");
        String link = formatLink(request);
        for (Form form : List.of(Form.TURTLE, Form.NTRIPLES, Form.JSONLD, Form.RDFXML, Form.HTML)) {
            if (form != choice.form()) {
                response.addHeader(
                        "Link", "<" + link + form.word() + ">; rel=\"alternate\"; type=\"" + form.mediaType() + "\"");
            }
        }
    }
}
