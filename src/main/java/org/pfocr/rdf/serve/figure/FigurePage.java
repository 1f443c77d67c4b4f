package org.pfocr.rdf.serve.figure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.serve.page.Addresses;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.serve.page.Numbers;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.serve.page.Pager;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.UnusableRequest;
import org.pfocr.rdf.vocab.Flavour;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/**
 * The page of a figure: its picture, its paper, and what was read in it. It is long because each part of the page is written
 * out in the order in which a reader meets it.
 */
public final class FigurePage {
    /** Rows of what was read on one page, so that the largest figure stays small. */
    private static final int ROWS = 200;
    /** A family with more genes is folded, and shows so many. */
    private static final int FOLDED = 4;

    private static final int SHOWN = 12;
    private static final int SIMILAR = 8;

    private final FigureFacts facts;
    private final Layout layout;
    private final String root;
    private final String address;

    /**
     * Begins.
     *
     * @param address of the page, with the server's name
     */
    public FigurePage(FigureFacts facts, Layout layout, String address) {
        this.facts = facts;
        this.layout = layout;
        this.root = layout.root();
        this.address = address;
    }

    /**
     * The page.
     *
     * @param part which part of the genes' table, the first is 1
     */
    public Page page(int part, FigureJsonLd jsonLd, Reading reading) {
        String title = facts.title();
        String caption = facts.text(Terms.DCTERMS_DESCRIPTION);
        String number = number(facts.text(Pfocr.figureNumber));
        Map<Kind, List<FigureFacts.Mention>> mentions = facts.mentions();
        List<String> images = facts.images();
        Page page = layout.page(title)
                .section("figures")
                .description(caption.isBlank() ? title : caption)
                .canonical(address)
                .alternate("text/turtle", address + "?format=ttl")
                .alternate("application/ld+json", address + "?format=jsonld")
                .alternate("application/n-triples", address + "?format=nt")
                .alternate("application/rdf+xml", address + "?format=rdf")
                .jsonLd(jsonLd.of(title, caption, number, address, mentions));
        if (!images.isEmpty()) {
            page.image(images.get(0));
        }
        Markup out = page.main();
        out.raw("<p class=\"crumbs\">")
                .link(root + "figures", "Figures")
                .text(" › ")
                .text(number)
                .raw("</p>\n");
        out.open("h1").foreign(title).close("h1");
        out.raw("<div class=\"halves\">\n<div>\n");
        picture(out, images, title, caption);
        out.raw("</div>\n<div>\n");
        paper(out, number);
        downloads(out);
        out.raw("</div>\n</div>\n");
        List<FigureFacts.Mention> genes = mentions.getOrDefault(Kind.GENE, List.of());
        genes(out, genes, part);
        others(out, Kind.CHEMICAL, mentions.getOrDefault(Kind.CHEMICAL, List.of()));
        others(out, Kind.DISEASE, mentions.getOrDefault(Kind.DISEASE, List.of()));
        similar(out, reading);
        return page;
    }

    private void similar(Markup out, Reading reading) {
        Sets sets = reading.sets();
        List<Sets.Near> near;
        try {
            near = sets == null ? List.of() : sets.similar(facts.figure, Flavour.ALL, null, SIMILAR);
        } catch (UnusableRequest e) { // Nothing was asked that could be unusable.
            throw new IllegalStateException(e);
        }
        if (near.isEmpty()) {
            return;
        }
        Set<Node> own = new HashSet<>(facts.genes());
        out.raw("<section aria-labelledby=\"similar\">\n<h2 id=\"similar\">Figures like this one</h2>\n");
        Map<Node, Sets.Near> byFigure = new HashMap<>();
        near.forEach(other -> byFigure.put(other.thing(), other));
        Cards.write(out, near.stream().map(Sets.Near::thing).toList(), reading, root, (card, other) -> {
            List<String> shared = reading.objects(other, Pfocr.mentionsGene).stream()
                    .filter(own::contains)
                    .map(facts::label)
                    .sorted()
                    .toList();
            String names = String.join(", ", shared.subList(0, Math.min(SHOWN, shared.size())));
            card.element(
                    "p",
                    "Shares " + Kind.GENE.count(shared.size()) + ": " + names
                            + (shared.size() > SHOWN ? " and " + (shared.size() - SHOWN) + " more" : ""));
        });
        out.raw(
                "<p class=\"quiet small\">By the genes that both show; a gene that is seldom drawn counts more.</p>\n</section>\n");
    }

    /** A figure's number as people write it. */
    static String number(String text) {
        String plain = text.strip();
        if (plain.matches("F\\d+[a-zA-Z]?")) {
            return plain.equals("F0") ? "Figure" : "Figure " + plain.substring(1);
        }
        if (plain.matches("S\\d+")) {
            return "Scheme " + plain.substring(1);
        }
        if (plain.matches("SF\\d+")) {
            return "Supplementary figure " + plain.substring(2);
        }
        if (plain.equals("GA")) {
            return "Graphical abstract";
        }
        if (plain.matches("(FIGURE|SCHEME|FIG\\.?) .*")) {
            return plain.charAt(0) + plain.substring(1).toLowerCase(Locale.ROOT);
        }
        return plain.isEmpty() ? "Figure" : plain;
    }

    private void picture(Markup out, List<String> images, String title, String caption) {
        out.raw("<figure class=\"picture\">\n");
        if (!images.isEmpty()) {
            out.open("a", "href", images.get(0), "rel", "noopener noreferrer");
            out.open(
                    "img",
                    "src",
                    images.get(0),
                    "data-next",
                    String.join(" ", images.subList(1, images.size())),
                    "alt",
                    title,
                    "decoding",
                    "async");
            out.raw("</a>\n");
        }
        out.open("div", "class", "missing", "hidden", images.isEmpty() ? null : "");
        out.open("img", "src", layout.asset("placeholder.svg"), "alt", "");
        out.raw("<p>The picture does not come from its archive now. The figure is in its paper.</p></div>\n");
        if (!caption.isBlank()) {
            out.raw("<figcaption><p>").foreign(caption).raw("</p></figcaption>\n");
        }
        out.raw("</figure>\n");
    }

    private void paper(Markup out, String number) {
        out.raw("<section aria-labelledby=\"paper\">\n<h2 id=\"paper\">Paper</h2>\n");
        Node paper = facts.paper();
        String title = facts.paper(Terms.DCTERMS_TITLE);
        if (paper != null) {
            out.raw("<p><strong>")
                    .open("a", "href", root + Kind.PAPER.path(paper.toString()))
                    .foreign(title.isBlank() ? facts.label(paper) : title)
                    .raw("</a></strong></p>\n");
        }
        String citation = facts.paper(Terms.DCTERMS_BIBLIOGRAPHIC_CITATION);
        if (!citation.isBlank()) {
            out.raw("<p class=\"quiet\">").foreign(citation).raw("</p>\n");
        }
        out.raw("<ul class=\"links\">\n");
        String page = facts.text(Terms.FOAF_PAGE);
        if (!page.isEmpty()) {
            out.raw("<li>").outward(page, number + " in PMC").raw("</li>\n");
        }
        PaperLinks.write(out, facts.pmcid(), facts.paper(Pfocr.doi), facts.paper(Terms.FABIO_HAS_PUB_MED_ID));
        out.raw("<li>").outward(facts.figure.toString(), "This figure at PFOCR").raw("</li>\n");
        out.raw("</ul>\n<dl class=\"facts\">\n");
        fact(out, "Year", facts.paper(Terms.DCTERMS_ISSUED));
        fact(out, "Type", facts.text(Pfocr.figureType));
        things(out, "Organism", facts.all(Pfocr.organism), Kind.ORGANISM, facts.all(Pfocr.organismName));
        things(
                out,
                "Genes matched in",
                facts.all(Pfocr.matchedOrganism),
                Kind.ORGANISM,
                facts.all(Pfocr.matchedOrganismName));
        things(out, "Annotations", facts.all(Pfocr.annotation), Kind.ANNOTATION, List.of());
        outward(out, "WikiPathways", facts.all(Pfocr.wikiPathway));
        outward(out, "NDEx", facts.all(Pfocr.ndexNetwork));
        String score = facts.text(Pfocr.pathwayScore);
        if (!score.isEmpty()) {
            fact(out, "Pathway score", score.replaceAll("[eE][+]?0$", "").replaceAll("(\\.\\d{3})\\d+", "$1"));
        }
        fact(out, "Identifier", facts.id);
        out.raw("</dl>\n</section>\n");
    }

    private static void fact(Markup out, String name, String value) {
        if (!value.isBlank()) {
            out.element("dt", name).raw("<dd>").foreign(value).raw("</dd>\n");
        }
    }

    private void things(Markup out, String name, List<Node> things, Kind kind, List<Node> texts) {
        if (things.isEmpty() && texts.isEmpty()) {
            return;
        }
        out.element("dt", name).raw("<dd>");
        boolean first = true;
        for (Node thing : things) {
            out.raw(first ? "" : ", ").open("a", "href", root + kind.path(thing.toString()));
            out.foreign(facts.label(thing)).raw("</a>");
            first = false;
        }
        for (Node text : texts) {
            out.raw(first ? "" : ", ").foreign(Reading.text(text));
            first = false;
        }
        out.raw("</dd>\n");
    }

    private static void outward(Markup out, String name, List<Node> targets) {
        if (!targets.isEmpty()) {
            out.element("dt", name).raw("<dd>");
            for (int i = 0; i < targets.size(); i++) {
                out.raw(i == 0 ? "" : ", ");
                out.outward(targets.get(i).toString(), Reading.id(targets.get(i)));
            }
            out.raw("</dd>\n");
        }
    }

    private void downloads(Markup out) {
        String path = address.substring(address.lastIndexOf("/figures/") + 1).replaceAll("\\.html$", "");
        out.raw("<section aria-labelledby=\"data\">\n<h2 id=\"data\">Data</h2>\n<ul class=\"links\">\n");
        for (String[] file : new String[][] {
            {"genes.txt", "Genes as text"},
            {"genes.tsv", "Genes as table"},
            {"genes.gmt", "Gene set (GMT)"},
            {"symbols.gmt", "Gene set with symbols (GMT)"}
        }) {
            out.raw("<li>")
                    .link(root + path + "/" + file[0], file[1], "download", "")
                    .raw("</li>\n");
        }
        out.raw("</ul>\n<ul class=\"links\">\n");
        forms(out, "?format=");
        out.raw("</ul>\n<p class=\"row\">")
                .link(Addresses.of(root + "enrich", "figure", facts.id), "Figures with these genes", "class", "button")
                .raw(" ")
                .link(Addresses.of(root + "query", "query", query()), "Query this", "class", "button plain")
                .raw("</p>\n</section>\n");
    }

    /** Links to the forms of RDF. */
    public static void forms(Markup out, String link) {
        for (String[] form :
                new String[][] {{"ttl", "Turtle"}, {"nt", "N-Triples"}, {"jsonld", "JSON-LD"}, {"rdf", "RDF/XML"}}) {
            out.raw("<li>").link(link + form[0], form[1], "type", null).raw("</li>\n");
        }
    }

    private String query() {
        return """
                PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>
                PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

                # What was read in the figure, and which genes it was taken for.
                SELECT ?word ?matched ?gene ?symbol
                WHERE {
                  ?mention pfocr:inFigure <%s> ;
                    pfocr:word ?word ;
                    pfocr:gene ?gene .
                  OPTIONAL { ?mention pfocr:matchedTerm ?matched }
                  OPTIONAL { ?gene rdfs:label ?symbol }
                }
                ORDER BY ?symbol ?word
                """.formatted(facts.figure);
    }

    private void genes(Markup out, List<FigureFacts.Mention> mentions, int part) {
        out.raw("<section aria-labelledby=\"genes\">\n<h2 id=\"genes\">Genes read in the figure</h2>\n");
        if (mentions.isEmpty()) {
            out.raw("<p>No gene was read in this figure.</p>\n</section>\n");
            return;
        }
        Pager pager = new Pager(Math.min(part, new Pager(1, ROWS, mentions.size()).pages()), ROWS, mentions.size());
        long distinct =
                mentions.stream().flatMap(m -> m.genes().stream()).distinct().count();
        out.raw("<p>")
                .text(
                        Kind.GENE.count(distinct) + " by " + Numbers.grouped(mentions.size())
                                + (mentions.size() == 1 ? " text" : " texts")
                                + ". A program read the texts and matched them to names; a match may be wrong, above all in another species.")
                .raw("</p>\n");
        out.raw(
                        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table of genes\"><table class=\"stack\">\n")
                .raw("<thead><tr><th scope=\"col\">Word as read</th><th scope=\"col\">Matched name</th>")
                .raw(
                        "<th scope=\"col\">Genes</th><th scope=\"col\">Species</th><th scope=\"col\">Lexicon</th></tr></thead>\n<tbody>\n");
        for (FigureFacts.Mention mention :
                mentions.subList(pager.offset(), Math.min(mentions.size(), pager.offset() + ROWS))) {
            out.raw("<tr>")
                    .open("td", "class", "word", "data-label", "Word")
                    .foreign(mention.word())
                    .raw("</td>");
            out.open("td", "data-label", "Matched").foreign(mention.term()).raw("</td>");
            out.open("td", "data-label", "Genes");
            symbols(out, mention);
            out.raw("</td>")
                    .open("td", "data-label", "Species")
                    .foreign(facts.species(mention))
                    .raw("</td>");
            out.open("td", "data-label", "Lexicon", "class", "quiet")
                    .text(mention.lexicon() == null ? "" : FigureFacts.lexicon(facts.label(mention.lexicon())))
                    .raw("</td></tr>\n");
        }
        out.raw("</tbody></table></div>\n");
        out.add(pager.links(number -> number == 1 ? "?#genes" : "?rows=" + number + "#genes", "Genes"));
        out.raw("</section>\n");
    }

    private void symbols(Markup out, FigureFacts.Mention mention) {
        List<Node> genes = mention.genes();
        if (genes.isEmpty()) {
            out.raw("<span class=\"quiet\">no identifier</span>");
            return;
        }
        if (genes.size() <= FOLDED) {
            list(out, genes, genes.size());
            return;
        }
        out.raw("<details><summary>");
        out.text(mention.group() == null ? "" : "Family: ");
        out.text(Kind.GENE.count(genes.size()) + ", " + facts.label(genes.get(0)) + " to "
                + facts.label(genes.get(genes.size() - 1)));
        out.raw("</summary>");
        list(out, genes, SHOWN);
        if (genes.size() > SHOWN) {
            out.text(" and " + (genes.size() - SHOWN) + " more");
        }
        if (mention.group() != null) {
            out.raw(": ").link(root + Kind.FIGURE.path(mention.group().toString()), "the family");
        }
        out.raw("</details>");
    }

    private void list(Markup out, List<Node> genes, int most) {
        for (int i = 0; i < Math.min(most, genes.size()); i++) {
            Node gene = genes.get(i);
            out.raw(i == 0 ? "" : ", ").link(root + Kind.GENE.path(gene.toString()), facts.label(gene));
        }
    }

    private void others(Markup out, Kind kind, List<FigureFacts.Mention> mentions) {
        if (mentions.isEmpty()) {
            return;
        }
        String id = kind.folder();
        out.open("section", "aria-labelledby", id).open("h2", "id", id).text(kind.title() + " read in the figure");
        out.close("h2");
        out.open("div", "class", "table", "role", "region", "tabindex", "0", "aria-label", "Table of " + kind.folder())
                .raw("<table class=\"stack\">\n<thead><tr><th scope=\"col\">Word as read</th>")
                .raw("<th scope=\"col\">Matched name</th><th scope=\"col\">")
                .text(kind == Kind.CHEMICAL ? "Chemical" : "Disease")
                .raw("</th></tr></thead>\n<tbody>\n");
        for (FigureFacts.Mention mention : mentions.subList(0, Math.min(ROWS, mentions.size()))) {
            out.raw("<tr>")
                    .open("td", "class", "word", "data-label", "Word")
                    .foreign(mention.word())
                    .raw("</td>");
            out.open("td", "data-label", "Matched").foreign(mention.term()).raw("</td>");
            out.open("td", "data-label", kind == Kind.CHEMICAL ? "Chemical" : "Disease");
            if (mention.genes().isEmpty()) {
                out.raw("<span class=\"quiet\">no identifier</span>");
            }
            for (Node thing : mention.genes()) {
                out.open("a", "href", root + kind.path(thing.toString()))
                        .foreign(facts.label(thing))
                        .raw("</a> ");
            }
            out.raw("</td></tr>\n");
        }
        out.raw("</tbody></table></div>\n");
        if (mentions.size() > ROWS) {
            out.element("p", "The first " + ROWS + " of " + mentions.size() + "; the forms of RDF above have all.");
        }
        out.raw("</section>\n");
    }
}
