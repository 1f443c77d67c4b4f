package org.pfocr.rdf.serve.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.http.Html;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.vocab.Terms;

/** What a graph says, as a page: one table for each subject. For things that have no page of their own kind. */
public final class ResourcePage {
    /** Further things on one page; a reader does not get to the end of more. */
    private static final int SUBJECTS = 40;

    /** Forms that a page links to. */
    private static final String[][] FORMS = {
        {"ttl", "Turtle"}, {"nt", "N-Triples"}, {"jsonld", "JSON-LD"}, {"rdf", "RDF/XML"}
    };

    private final Layout layout;
    private final Markup out;

    private ResourcePage(Layout layout, Markup out) {
        this.layout = layout;
        this.out = out;
    }

    /**
     * The page about a subject, which comes first on it.
     *
     * @param isPart whether the graph is the beginning of a larger one; the page says so
     * @param formatLink what leads to the other forms when the name of one is added, such as {@code ?format=}
     */
    public static Page of(Node subject, Graph graph, boolean isPart, Layout layout, String formatLink) {
        String title = title(subject, graph);
        Page page = layout.page(title);
        new ResourcePage(layout, page.main()).write(title, subject, graph, isPart, formatLink);
        return page;
    }

    private void write(String title, Node subject, Graph graph, boolean isPart, String formatLink) {
        out.open("h1").foreign(title).close("h1");
        out.raw("<p>").element("code", subject.getURI()).raw("</p>\n<ul class=\"links\">\n");
        for (String[] form : FORMS) {
            out.raw("<li>").link(formatLink + form[0], form[1]).raw("</li>\n");
        }
        out.raw("</ul>\n");
        if (isPart) {
            out.element("p", "The first " + graph.size() + " statements:");
        }
        Map<String, List<Triple>> bySubject = new TreeMap<>();
        graph.find().forEach(triple -> bySubject
                .computeIfAbsent(triple.getSubject().toString(), s -> new ArrayList<>())
                .add(triple));
        List<Triple> own = bySubject.remove(subject.toString());
        if (own != null) {
            table(own, title);
        }
        bySubject.entrySet().stream().limit(SUBJECTS).forEach(entry -> {
            out.raw("<h2>");
            term(entry.getValue().get(0).getSubject());
            out.raw("</h2>\n");
            table(entry.getValue(), entry.getKey());
        });
        if (bySubject.size() > SUBJECTS) {
            out.element(
                    "p",
                    (bySubject.size() - SUBJECTS) + " more things are described here; the forms above have all of it.",
                    "class",
                    "note");
        }
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
        return Html.shortened(subject.getURI());
    }

    private void table(List<Triple> triples, String about) {
        triples.sort(Comparator.comparing((Triple t) -> t.getPredicate().getURI())
                .thenComparing(t -> t.getObject().toString()));
        out.open("div", "class", "table", "role", "region", "tabindex", "0", "aria-label", "About " + about)
                .raw("<table>\n<tbody>\n");
        for (int i = 0; i < triples.size(); ) {
            String property = triples.get(i).getPredicate().getURI();
            int end = i;
            while (end < triples.size()
                    && triples.get(end).getPredicate().getURI().equals(property)) {
                end++;
            }
            out.raw("<tr><th scope=\"row\">");
            link(property);
            out.raw("</th><td>");
            for (Triple triple : triples.subList(i, end)) {
                out.raw("<div>");
                Node object = triple.getObject();
                if (object.isLiteral()) {
                    out.foreign(object.getLiteralLexicalForm());
                } else {
                    term(object);
                }
                out.raw("</div>");
            }
            out.raw("</td></tr>\n");
            i = end;
        }
        out.raw("</tbody></table></div>\n");
    }

    /** A store that was loaded from a dump may have blank nodes and triple terms. */
    private void term(Node term) {
        if (term.isURI()) {
            link(term.getURI());
        } else {
            out.text(term.isBlank() ? "_:" + term.getBlankNodeLabel() : term.toString());
        }
    }

    /** What the store describes links to its page here, other things to where their IRI leads. */
    private void link(String iri) {
        @Nullable String path = Kind.pathOf(iri);
        if (path == null) {
            out.outward(iri, Html.shortened(iri));
        } else {
            out.link(layout.root() + path, Html.shortened(iri));
        }
    }
}
