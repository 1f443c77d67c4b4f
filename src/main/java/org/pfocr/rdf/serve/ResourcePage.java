package org.pfocr.rdf.serve;

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
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Prefixes;
import org.pfocr.rdf.vocab.Terms;

/** What a graph says, as a page: one table for each subject. All text is escaped; it is OCR's or an author's. */
final class ResourcePage {
    private final StringBuilder html = new StringBuilder();

    private ResourcePage() {}

    /** The page about a subject, which comes first on it. */
    static String of(Node subject, Graph graph) {
        return new ResourcePage().page(subject, graph);
    }

    private String page(Node subject, Graph graph) {
        String title = title(subject, graph);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<link rel=\"stylesheet\" href=\"/query.css\">\n</head>\n<body>\n<main>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n<p><code>")
                .append(escaped(subject.getURI()))
                .append("</code></p>\n<p>As <a href=\"?format=ttl\">Turtle</a>, <a href=\"?format=nt\">N-Triples</a>, ")
                .append("<a href=\"?format=jsonld\">JSON-LD</a>, <a href=\"?format=rdf\">RDF/XML</a>. ")
                .append("<a href=\"/\">Query page</a>. <a href=\"/ontology\">Ontology</a>.</p>\n");
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
            link(about);
            html.append("</h2>\n");
            table(triples);
        });
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String title(Node subject, Graph graph) {
        for (Node property : List.of(Terms.RDFS_LABEL, Terms.SKOS_PREF_LABEL, Terms.DCTERMS_TITLE)) {
            List<Triple> labels = graph.find(subject, property, Node.ANY).toList();
            if (!labels.isEmpty()) {
                return labels.get(0).getObject().getLiteralLexicalForm();
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
            if (object.isURI()) {
                link(object.getURI());
            } else {
                html.append(escaped(object.getLiteralLexicalForm()));
            }
            html.append("</td></tr>\n");
        }
        html.append("</table>\n");
    }

    /** Our own things link to their pages here, others to what the store says of them. */
    private void link(String iri) {
        String target = iri.startsWith(Iris.SITE)
                ? "/" + iri.substring(Iris.SITE.length())
                : "/describe?iri=" + URLEncoder.encode(iri, StandardCharsets.UTF_8);
        html.append("<a href=\"")
                .append(escaped(target))
                .append("\">")
                .append(escaped(shortened(iri)))
                .append("</a>");
    }

    private static String shortened(String iri) {
        for (Map.Entry<String, String> prefix : Prefixes.ALL.entrySet()) {
            if (iri.startsWith(prefix.getValue())
                    && iri.length() > prefix.getValue().length()) {
                return prefix.getKey() + ":" + iri.substring(prefix.getValue().length());
            }
        }
        return iri;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
