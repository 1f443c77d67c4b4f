package org.pfocr.rdf.serve.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.graph.GraphFactory;
import org.pfocr.rdf.serve.http.Html;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Ontology;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** Writes the ontology as a page for people. The build runs it, so the page is never older than the ontology. */
public final class OntologyPage {
    private static final Node ONTOLOGY = Iris.external(Iris.SITE + "ontology");
    private static final Node DEFINITION = Iris.external(Terms.SKOS + "definition");
    private static final Node COMMENT = Iris.external(Terms.RDFS + "comment");
    private static final Map<String, Node> KINDS = Map.of(
            "Classes", Iris.external(Terms.OWL + "Class"),
            "Object properties", Iris.external(Terms.OWL + "ObjectProperty"),
            "Datatype properties", Iris.external(Terms.OWL + "DatatypeProperty"),
            "Lexicons", Pfocr.Lexicon);
    private static final List<String> SECTIONS =
            List.of("Classes", "Object properties", "Datatype properties", "Lexicons");
    /** Label on the page to property. */
    private static final List<Map.Entry<String, Node>> RELATIONS = List.of(
            Map.entry("Subclass of", Iris.external(Terms.RDFS + "subClassOf")),
            Map.entry("Disjoint with", Iris.external(Terms.OWL + "disjointWith")),
            Map.entry("Subproperty of", Iris.external(Terms.RDFS + "subPropertyOf")),
            Map.entry("Inverse of", Iris.external(Terms.OWL + "inverseOf")),
            Map.entry("Domain", Iris.external(Terms.RDFS + "domain")),
            Map.entry("Range", Iris.external(Terms.RDFS + "range")));

    private final Graph graph;
    private final StringBuilder html = new StringBuilder();

    private OntologyPage(Graph graph) {
        this.graph = graph;
    }

    /** Writes the page to the file that the first argument names. */
    public static void main(String[] arguments) throws IOException {
        Graph graph = GraphFactory.createDefaultGraph();
        Ontology.triples().forEach(graph::add);
        Path target = Path.of(arguments[0]);
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.writeString(target, new OntologyPage(graph).page(), StandardCharsets.UTF_8);
    }

    private String page() {
        String title = text(ONTOLOGY, Terms.DCTERMS_TITLE);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(Html.escaped(title))
                .append("</title>\n<link rel=\"stylesheet\" href=\"query.css\">\n")
                .append(
                        "<link rel=\"alternate\" type=\"text/turtle\" href=\"ontology.ttl\">\n</head>\n<body>\n<main>\n");
        element("h1", title);
        element("p", text(ONTOLOGY, Terms.DCTERMS_DESCRIPTION));
        html.append("<p>Namespace <code>")
                .append(Html.escaped(Pfocr.NS))
                .append("</code>, version ")
                .append(Html.escaped(text(ONTOLOGY, Iris.external(Terms.OWL + "versionInfo"))))
                .append(", <a href=\"")
                .append(Html.escaped(Iris.CC0))
                .append("\">CC0</a>. <a href=\"ontology.ttl\">As Turtle</a>. <a href=\"./\">Query page</a>.</p>\n");
        element("h2", "How the data are made");
        texts(ONTOLOGY, COMMENT).forEach(comment -> element("p", comment));
        for (String section : SECTIONS) {
            element("h2", section);
            for (Node term : terms(KINDS.getOrDefault(section, Node.ANY))) {
                term(term);
            }
        }
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private void term(Node term) {
        String name = term.getURI().substring(Pfocr.NS.length());
        html.append("<section id=\"").append(Html.escaped(name)).append("\">\n<h3>");
        html.append("<code>pfocr:").append(Html.escaped(name)).append("</code></h3>\n");
        texts(term, DEFINITION).forEach(definition -> element("p", definition));
        texts(term, COMMENT).forEach(comment -> element("p", comment));
        for (Map.Entry<String, Node> relation : RELATIONS) {
            List<Node> others = new ArrayList<>();
            graph.find(term, relation.getValue(), Node.ANY).forEach(triple -> others.add(triple.getObject()));
            if (!others.isEmpty()) {
                others.sort(Comparator.comparing(Node::getURI));
                html.append("<p>").append(relation.getKey()).append(": ");
                for (int i = 0; i < others.size(); i++) {
                    html.append(i == 0 ? "" : ", ");
                    link(others.get(i).getURI());
                }
                html.append("</p>\n");
            }
        }
        html.append("</section>\n");
    }

    private void link(String iri) {
        boolean own = iri.startsWith(Pfocr.NS);
        html.append("<a href=\"")
                .append(Html.escaped(own ? "#" + iri.substring(Pfocr.NS.length()) : iri))
                .append("\"><code>")
                .append(Html.escaped(Html.shortened(iri)))
                .append("</code></a>");
    }

    private List<Node> terms(Node kind) {
        List<Node> terms = new ArrayList<>();
        graph.find(Node.ANY, Terms.RDF_TYPE, kind).forEach(triple -> {
            if (triple.getSubject().getURI().startsWith(Pfocr.NS)) {
                terms.add(triple.getSubject());
            }
        });
        terms.sort(Comparator.comparing(Node::getURI));
        return terms;
    }

    private String text(Node subject, Node property) {
        List<String> texts = texts(subject, property);
        return texts.isEmpty() ? "" : texts.get(0);
    }

    private List<String> texts(Node subject, Node property) {
        List<String> texts = new ArrayList<>();
        graph.find(subject, property, Node.ANY)
                .forEach(triple -> texts.add(triple.getObject().getLiteralLexicalForm()));
        texts.sort(String::compareTo);
        return texts;
    }

    private void element(String name, String text) {
        html.append('<')
                .append(name)
                .append('>')
                .append(Html.escaped(text))
                .append("</")
                .append(name)
                .append(">\n");
    }
}
