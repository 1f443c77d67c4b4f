package org.pfocr.rdf.serve.figure;

import java.util.List;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** Figures as cards: picture, title, paper, year, and how many genes were read. Stateless. */
public final class Cards {
    private Cards() {}

    /** What a card says beside the figure's own facts; written into the card. */
    public interface More {
        /**
         * Writes it.
         *
         * @param out the card, open
         */
        void write(Markup out, Node figure);
    }

    /**
     * A list of cards.
     *
     * @param root path of the server's root
     * @param more what else to say; null for nothing
     */
    public static void write(Markup out, List<Node> figures, Reading reading, String root, @Nullable More more) {
        out.raw("<ul class=\"cards\">\n");
        for (Node figure : figures) {
            out.raw("<li class=\"card\">\n");
            FigureFacts facts = new FigureFacts(figure, reading);
            thumb(out, facts.images());
            String title = facts.title();
            out.raw("<div class=\"body\">\n<h3>");
            out.open("a", "href", path(figure, root)).foreign(title).raw("</a></h3>\n");
            String paper = facts.paper(Terms.DCTERMS_TITLE);
            if (!paper.isBlank() && !paper.strip().equals(title)) {
                out.open("p", "class", "clamp").foreign(paper).raw("</p>\n");
            }
            int genes = facts.all(Pfocr.mentionsGene).size();
            String year = facts.paper(Terms.DCTERMS_ISSUED);
            out.element("p", (year.isEmpty() ? "" : year + " · ") + Kind.GENE.count(genes));
            if (more != null) {
                more.write(out, figure);
            }
            out.raw("</div>\n</li>\n");
        }
        out.raw("</ul>\n");
    }

    /** The picture of a card; behind it, the drawing that stands for one that does not come. */
    public static void thumb(Markup out, List<String> images) {
        out.raw("<span class=\"thumb\">");
        if (!images.isEmpty()) {
            out.open(
                            "img",
                            "src",
                            images.get(0),
                            "data-next",
                            String.join(" ", images.subList(1, images.size())),
                            "alt",
                            "",
                            "loading",
                            "lazy",
                            "decoding",
                            "async")
                    .raw("");
        }
        out.raw("</span>\n");
    }

    /** Where the picture of a figure may be, the first place first. */
    public static List<String> images(Node figure, Reading reading) {
        return new FigureFacts(figure, reading).images();
    }

    /** The address of a figure's page on this server. */
    public static String path(Node figure, String root) {
        String iri = figure.toString();
        return root + (iri.startsWith(Iris.SITE) ? iri.substring(Iris.SITE.length()) : "");
    }
}
