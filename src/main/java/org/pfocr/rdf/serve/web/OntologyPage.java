package org.pfocr.rdf.serve.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.graph.GraphFactory;
import org.pfocr.rdf.serve.http.Html;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Ontology;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** The ontology as a page for people. */
final class OntologyPage {
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
    private final Layout layout;
    private final Markup html;

    private OntologyPage(Graph graph, Layout layout, Markup html) {
        this.graph = graph;
        this.layout = layout;
        this.html = html;
    }

    /** The page. */
    static Page of(Layout layout) throws IOException {
        Graph graph = GraphFactory.createDefaultGraph();
        Ontology.triples().forEach(graph::add);
        Page page = layout.page("PFOCR ontology").alternate("text/turtle", layout.root() + "ontology.ttl");
        new OntologyPage(graph, layout, page.main()).write();
        return page;
    }

    private void write() {
        element("h1", text(ONTOLOGY, Terms.DCTERMS_TITLE));
        element("p", text(ONTOLOGY, Terms.DCTERMS_DESCRIPTION));
        html.raw("<p>Namespace ")
                .element("code", Pfocr.NS)
                .text(", version " + text(ONTOLOGY, Iris.external(Terms.OWL + "versionInfo")) + ", ")
                .outward(Iris.CC0, "CC0")
                .raw(". ")
                .link(layout.root() + "ontology.ttl", "As Turtle")
                .raw(".</p>\n");
        element("h2", "How the data are made");
        texts(ONTOLOGY, COMMENT).forEach(comment -> element("p", comment));
        for (String section : SECTIONS) {
            element("h2", section);
            for (Node term : terms(KINDS.getOrDefault(section, Node.ANY))) {
                term(term);
            }
        }
    }

    private void term(Node term) {
        String name = term.getURI().substring(Pfocr.NS.length());
        html.open("section", "id", name)
                .raw("<h3>")
                .element("code", "pfocr:" + name)
                .raw("</h3>\n");
        texts(term, DEFINITION).forEach(definition -> element("p", definition));
        texts(term, COMMENT).forEach(comment -> element("p", comment));
        for (Map.Entry<String, Node> relation : RELATIONS) {
            List<Node> others = new ArrayList<>();
            graph.find(term, relation.getValue(), Node.ANY).forEach(triple -> others.add(triple.getObject()));
            if (!others.isEmpty()) {
                others.sort(Comparator.comparing(Node::getURI));
                html.raw("<p>").text(relation.getKey() + ": ");
                for (int i = 0; i < others.size(); i++) {
                    html.raw(i == 0 ? "" : ", ");
                    link(others.get(i).getURI());
                }
                html.raw("</p>\n");
            }
        }
        html.close("section");
    }

    private void link(String iri) {
        if (iri.startsWith(Pfocr.NS)) {
            html.link("#" + iri.substring(Pfocr.NS.length()), Html.shortened(iri));
        } else {
            html.outward(iri, Html.shortened(iri));
        }
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
        html.element(name, text).raw("\n");
    }
}
