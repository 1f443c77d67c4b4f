package org.pfocr.rdf.serve.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.pfocr.rdf.serve.http.Html;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;

/** What a graph says, as a page: one table for each subject. All text is escaped; it is OCR's or an author's. */
public final class ResourcePage {
    /** Namespaces of what the store describes beside our own: papers, genes, chemicals, diseases, organisms. */
    private static final List<String> DESCRIBED = List.of(
            "https://identifiers.org/ncbigene/",
            "https://identifiers.org/pmc/",
            "http://id.nlm.nih.gov/mesh/",
            "http://purl.obolibrary.org/obo/");

    private final StringBuilder html = new StringBuilder();

    private final String root;

    private ResourcePage(String root) {
        this.root = Html.escaped(root);
    }

    /**
     * The page about a subject, which comes first on it.
     *
     * @param root path of the server's own pages, with a slash at the end
     * @param isPart whether the graph is the beginning of a larger one; the page says so
     * @param formatLink what leads to the other forms when the name of one is added, such as {@code ?format=}
     */
    public static String of(Node subject, Graph graph, boolean isPart, String root, String formatLink) {
        return new ResourcePage(root).page(subject, graph, isPart, Html.escaped(formatLink));
    }

    private String page(Node subject, Graph graph, boolean isPart, String formatLink) {
        String title = title(subject, graph);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(Html.escaped(title))
                .append("</title>\n<link rel=\"stylesheet\" href=\"")
                .append(root)
                .append("query.css\">\n</head>\n<body>\n<main>\n<h1>")
                .append(Html.escaped(title))
                .append("</h1>\n<p><code>")
                .append(Html.escaped(subject.getURI()))
                .append("</code></p>\n<p>As <a href=\"")
                .append(formatLink)
                .append("ttl\">Turtle</a>, <a href=\"")
                .append(formatLink)
                .append("nt\">N-Triples</a>, <a href=\"")
                .append(formatLink)
                .append("jsonld\">JSON-LD</a>, <a href=\"")
                .append(formatLink)
                .append("rdf\">RDF/XML</a>. ")
                .append("<a href=\"" + root + "\">Query page</a>. <a href=\"" + root
                        + "ontology\">Ontology</a>.</p>\n");
        if (isPart) {
            html.append("<p>The first ").append(graph.size()).append(" statements:</p>\n");
        }
        Map<String, List<Triple>> bySubject = new TreeMap<>();
        graph.find().forEach(triple -> bySubject
                .computeIfAbsent(triple.getSubject().toString(), s -> new ArrayList<>())
                .add(triple));
        List<Triple> own = bySubject.remove(subject.toString());
        if (own != null) {
            table(own);
        }
        bySubject.forEach((about, triples) -> {
            html.append("<h2>");
            term(triples.get(0).getSubject());
            html.append("</h2>\n");
            table(triples);
        });
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String title(Node subject, Graph graph) {
        for (Node property : List.of(Terms.RDFS_LABEL, Terms.SKOS_PREF_LABEL, Terms.DCTERMS_TITLE)) {
            List<Node> labels = graph.find(subject, property, Node.ANY)
                    .mapWith(Triple::getObject)
                    .filterKeep(Node::isLiteral)
                    .toList();
            if (!labels.isEmpty()) {
                return labels.get(0).getLiteralLexicalForm();
            }
        }
        return subject.getURI();
    }

    private void table(List<Triple> triples) {
        triples.sort(Comparator.comparing((Triple t) -> t.getPredicate().getURI())
                .thenComparing(t -> t.getObject().toString()));
        html.append("<table>\n");
        String last = "";
        for (Triple triple : triples) {
            String property = triple.getPredicate().getURI();
            html.append("<tr><th scope=\"row\">");
            if (!property.equals(last)) {
                link(property);
            }
            last = property;
            html.append("</th><td>");
            Node object = triple.getObject();
            if (object.isLiteral()) {
                html.append(Html.escaped(object.getLiteralLexicalForm()));
            } else {
                term(object);
            }
            html.append("</td></tr>\n");
        }
        html.append("</table>\n");
    }

    /** A store that was loaded from a dump may have blank nodes and triple terms. */
    private void term(Node term) {
        if (term.isURI()) {
            link(term.getURI());
        } else {
            html.append(Html.escaped(term.isBlank() ? "_:" + term.getBlankNodeLabel() : term.toString()));
        }
    }

    /** What the store describes links to its page here, other things to where their IRI leads. */
    private void link(String iri) {
        String target;
        if (iri.startsWith(Iris.SITE)) {
            target = root + iri.substring(Iris.SITE.length());
        } else if (DESCRIBED.stream().anyMatch(iri::startsWith)) {
            target = root + "describe?iri=" + URLEncoder.encode(iri, StandardCharsets.UTF_8);
        } else if (iri.startsWith("https://") || iri.startsWith("http://")) {
            target = iri;
        } else { // A javascript: IRI, say, must not become a link.
            html.append(Html.escaped(iri));
            return;
        }
        html.append("<a rel=\"noopener noreferrer\" href=\"")
                .append(Html.escaped(target))
                .append("\">")
                .append(Html.escaped(Html.shortened(iri)))
                .append("</a>");
    }
}
