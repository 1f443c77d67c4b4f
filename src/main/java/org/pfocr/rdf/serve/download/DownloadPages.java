package org.pfocr.rdf.serve.download;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Prefixes;
import org.pfocr.rdf.vocab.Terms;

/** Lists releases and their files, for people and as DCAT, and leads to the latest one. */
public final class DownloadPages extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String DCAT = "http://www.w3.org/ns/dcat#";

    private final transient Releases releases;
    private final transient OwnAddress own;

    public DownloadPages(Releases releases, OwnAddress own) {
        this.releases = releases;
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
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>PFOCR: releases</title>
                </head>
                <body>
                <h1>Releases</h1>
                """);
        page.append(names.isEmpty() ? "<p>There is none yet.</p>\n" : "<ul>\n");
        for (String name : names) { // Names have nothing that HTML needs escaped.
            page.append("<li><a href=\"")
                    .append(name)
                    .append("/\">")
                    .append(name)
                    .append("</a></li>\n");
        }
        page.append(names.isEmpty() ? "" : "</ul>\n<p><a href=\"latest/\">latest</a> leads to the first.</p>\n");
        page(page.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8), response);
    }

    private void one(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Vary", "Accept");
        Offer offer = Offer.TRIPLES.withPage();
        Path index = releases.file(name, "index.html");
        if (offer.choose(request).form() == Form.HTML && index != null) {
            page(Files.readAllBytes(index), response);
        } else {
            Graph graph = graph();
            read(name, request, graph);
            GraphAnswer.send(graph, Offer.TRIPLES, request, response);
        }
    }

    private static void page(byte[] page, HttpServletResponse response) throws IOException {
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'; base-uri 'none'");
        response.getOutputStream().write(page);
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
