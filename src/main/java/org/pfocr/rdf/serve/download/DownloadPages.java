package org.pfocr.rdf.serve.download;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.graph.GraphFactory;
import org.pfocr.rdf.serve.graph.GraphAnswer;
import org.pfocr.rdf.serve.http.Form;
import org.pfocr.rdf.serve.http.Guard;
import org.pfocr.rdf.serve.http.Offer;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Prefixes;
import org.pfocr.rdf.vocab.Terms;

/** Lists releases and their files, for people and as DCAT, and leads to the latest one. */
public final class DownloadPages extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String DCAT = "http://www.w3.org/ns/dcat#";

    private final transient Releases releases;
    private final transient Layout layout;
    private final transient OwnAddress own;

    public DownloadPages(Releases releases, Layout layout, OwnAddress own) {
        this.releases = releases;
        this.layout = layout;
        this.own = own;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Guard.guard(request, response, () -> {
            if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
                throw new Refusal(Problem.method("GET, HEAD, OPTIONS"));
            }
            get(request, response);
        });
    }

    private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (!path.startsWith(Releases.PATH)) { // Without the slash at the end.
            lead("", response);
            return;
        }
        List<String> names = releases.names();
        String below = path.substring(Releases.PATH.length());
        int slash = below.indexOf('/');
        String name = slash < 0 ? below : below.substring(0, slash);
        if (below.isEmpty()) {
            all(names, request, response);
        } else if (name.equals(Releases.LATEST) && !names.isEmpty()) {
            lead(names.get(0) + (slash < 0 ? "/" : below.substring(slash)), response);
        } else if (names.contains(name) && slash < 0) {
            lead(name + "/", response);
        } else if (names.contains(name) && slash == below.length() - 1) {
            one(name, request, response);
        } else {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_NOT_FOUND,
                    "No such file",
                    "There is no such release or file. " + own.path() + "downloads/ lists the releases."));
        }
    }

    private void lead(String below, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", own.path() + Releases.PATH.substring(1) + below);
        response.setHeader("Cache-Control", "no-cache");
    }

    private void all(List<String> names, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Vary", "Accept");
        Offer offer = Offer.TRIPLES.withPage();
        if (offer.choose(request).form() != Form.HTML) {
            Graph graph = graph();
            Node catalogue = Iris.external(own.root(request) + Releases.PATH.substring(1));
            graph.add(Triple.create(catalogue, Terms.RDF_TYPE, Iris.external(DCAT + "Catalog")));
            graph.add(Triple.create(
                    catalogue, Terms.DCTERMS_TITLE, NodeFactory.createLiteralLang("Releases of PFOCR", "en")));
            for (String name : names) {
                read(name, request, graph);
            }
            graph.find(Node.ANY, Terms.DCTERMS_IS_VERSION_OF, Node.ANY)
                    .toList()
                    .forEach(version ->
                            graph.add(Triple.create(catalogue, Iris.external(DCAT + "dataset"), version.getSubject())));
            GraphAnswer.send(graph, offer, request, response);
            return;
        }
        Page page = layout.page("Releases")
                .description("Releases of the data of PFOCR as files.")
                .canonical(own.root(request) + Releases.PATH.substring(1));
        Markup main = page.main().element("h1", "Releases");
        if (names.isEmpty()) {
            main.element(
                    "p",
                    releases.root() == null
                            ? "This server offers no files. Whoever runs it can make a release and offer it with --downloads."
                            : "There is none yet.");
            main.open("p")
                    .text("Whatever a query finds can be saved from the ")
                    .link(own.path() + "query", "query page")
                    .text(".")
                    .close("p");
        } else {
            main.open("ul");
            for (String name : names) {
                main.open("li").link(name + "/", name).close("li");
            }
            main.close("ul")
                    .open("p")
                    .link(Releases.LATEST + "/", Releases.LATEST)
                    .text(" leads to the first.")
                    .close("p");
        }
        layout.send(page, response);
    }

    private void one(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Vary", "Accept");
        Offer offer = Offer.TRIPLES.withPage();
        Path index = releases.file(name, "index.html");
        if (offer.choose(request).form() == Form.HTML && index != null) {
            response.setContentType("text/html; charset=utf-8");
            response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'");
            response.getOutputStream().write(Files.readAllBytes(index));
        } else {
            Graph graph = graph();
            read(name, request, graph);
            GraphAnswer.send(graph, Offer.TRIPLES, request, response);
        }
    }

    private static Graph graph() {
        Graph graph = GraphFactory.createDefaultGraph();
        Prefixes.ALL.forEach(graph.getPrefixMapping()::setNsPrefix);
        return graph;
    }

    /** Adds what a release says of itself, with addresses of files as the client knows them. */
    private void read(String name, HttpServletRequest request, Graph graph) throws IOException {
        Path description = releases.file(name, "dcat.ttl");
        if (description == null) {
            return;
        }
        try {
            RDFParser.source(description)
                    .lang(Lang.TURTLE)
                    .base(own.root(request) + Releases.PATH.substring(1) + name + "/")
                    .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                    .parse(graph);
        } catch (RiotException e) {
            throw new IOException(description + ": " + e.getMessage(), e);
        }
    }
}
