package org.pfocr.rdf.serve.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.figure.Cards;
import org.pfocr.rdf.serve.figure.Reading;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.page.Addresses;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.serve.page.Numbers;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.serve.page.Pager;
import org.pfocr.rdf.serve.thing.Overview;
import org.pfocr.rdf.sets.Enrichment;
import org.pfocr.rdf.sets.Gene;
import org.pfocr.rdf.sets.GeneList;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.UnusableRequest;
import org.pfocr.rdf.vocab.Flavour;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/**
 * A list of genes against all figures: the form, what was found, and how to take it along. It is long because each part of the
 * page is written out in the order in which a reader meets it.
 */
final class EnrichPage {
    private static final int ROWS = 25;
    private static final int GENES_SHOWN = 15;
    private static final int NAMES_SHOWN = 20;
    /** Figures in a file of gene sets. */
    private static final int SETS = 100;
    /** Lists up to this many genes stand in the page's address. */
    static final int IN_ADDRESS = 500;
    /** What a browser and a server can be sure to take as an address. */
    static final int LONGEST_ADDRESS = 6_000;

    private static final String EXAMPLE = "TP53 MDM2 CDKN1A BAX BCL2 CASP9 CYCS APAF1 ATM CHEK2";
    private static final String[] FIELDS = {"genes", "organism", "flavour", "background", "min", "max"};

    private final Layout layout;
    private final OwnAddress own;
    private final HttpServletRequest request;
    private final Reading reading;

    EnrichPage(Layout layout, OwnAddress own, HttpServletRequest request, Reading reading) {
        this.layout = layout;
        this.own = own;
        this.request = request;
        this.reading = reading;
    }

    /** Where a list that was sent by the form is found again; null where it is too long for an address. */
    static @Nullable String address(HttpServletRequest request, Layout layout) {
        String genes = request.getParameter("genes");
        if (genes == null || GeneList.split(genes).size() > IN_ADDRESS) {
            return null;
        }
        String address =
                Addresses.of(layout.root() + "enrich", parameters(request, String.join(" ", GeneList.split(genes))));
        return address.length() > LONGEST_ADDRESS ? null : address;
    }

    private static @Nullable String[] parameters(HttpServletRequest request, String genes) {
        @Nullable String[] parameters = new String[2 * FIELDS.length];
        for (int i = 0; i < FIELDS.length; i++) {
            parameters[2 * i] = FIELDS[i];
            parameters[2 * i + 1] = FIELDS[i].equals("genes") ? genes : request.getParameter(FIELDS[i]);
        }
        return parameters;
    }

    Page page(Overview overview) {
        String genes = genes();
        Page page = layout.page("Enrichment")
                .section("enrich")
                .canonical(own.root(request) + "enrich")
                .description("Paste a list of genes and see which pathway figures show more of it than chance would.")
                .script("enrich.js");
        Markup out = page.main();
        out.raw("<h1>Figures that show my genes</h1>\n");
        form(out, genes, overview);
        if (!genes.isBlank()) {
            page.hidden();
            found(out, genes);
        }
        return page;
    }

    /** The list: as given, of a figure, or the example. */
    private String genes() {
        String figure = Addresses.text(request, "figure");
        Sets sets = reading.sets();
        if (!figure.isEmpty() && sets != null) {
            Node node = sets.figure(figure);
            return node == null
                    ? ""
                    : reading.objects(node, Pfocr.mentionsGene).stream()
                            .map(Node::getURI)
                            .map(iri -> iri.substring(iri.lastIndexOf('/') + 1))
                            .collect(Collectors.joining(" "));
        }
        String given = request.getParameter("genes");
        return given != null ? given.strip() : request.getParameter("example") != null ? EXAMPLE : "";
    }

    private void form(Markup out, String genes, Overview overview) {
        out.open("form", "method", "post", "action", layout.root() + "enrich", "id", "enrich-form");
        out.raw(
                        "<p class=\"field\"><label for=\"genes\">Genes: symbols, NCBI Gene ids or IRIs, with blanks, commas or lines between</label>\n")
                .raw("<textarea id=\"genes\" name=\"genes\" rows=\"5\" spellcheck=\"false\" required>")
                .text(genes)
                .raw("</textarea></p>\n<div class=\"fields\">\n");
        out.raw("<label>Species<select name=\"organism\">");
        String organism = Addresses.text(request, "organism");
        option(out, "", "That of most genes", organism);
        for (Overview.Entry entry :
                overview.entries(Kind.ORGANISM).stream().limit(20).toList()) {
            option(out, Reading.id(entry.thing()).replace("NCBITaxon_", ""), entry.label(), organism);
        }
        out.raw("</select></label>\n<label>Which names count<select name=\"flavour\">");
        String flavour = Addresses.text(request, "flavour");
        option(out, "all", "All, with families", flavour);
        option(out, "synonyms", "Symbols and synonyms", flavour);
        option(out, "strict", "Official symbols only", flavour);
        out.raw("</select></label>\n");
        number(out, "min", "Smallest figure, in genes");
        number(out, "max", "Largest figure, in genes");
        out.raw("<label>Background<input name=\"background\" placeholder=\"all drawn genes\" value=\"");
        out.text(Addresses.text(request, "background")).raw("\"></label>\n</div>\n");
        out.raw("<p class=\"row\"><button type=\"submit\">Find figures</button> ")
                .link(layout.root() + "enrich?example=1", "An example list", "class", "button plain")
                .raw(
                        " <label class=\"button plain\" id=\"upload-label\" hidden>From a file<input type=\"file\" id=\"upload\" class=\"unseen\" accept=\".txt,.tsv,.csv,text/plain\"></label></p>\n</form>\n");
    }

    private static void option(Markup out, String value, String text, String chosen) {
        out.open("option", "value", value, "selected", value.equals(chosen) ? "" : null)
                .text(text)
                .raw("</option>");
    }

    private void number(Markup out, String name, String label) {
        String value = Addresses.text(request, name);
        out.raw("<label>").text(label);
        out.open("input", "name", name, "type", "number", "min", "1", "value", value.matches("\\d{1,6}") ? value : null)
                .raw("</label>\n");
    }

    private Enrichment enrichment(Sets sets, GeneList list) throws UnusableRequest {
        Flavour flavour = Flavour.of(Addresses.text(request, "flavour"));
        String background = Addresses.text(request, "background");
        int least = Addresses.number(request, "min", 1, 1, Integer.MAX_VALUE);
        int most = Addresses.number(request, "max", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        return sets.enrich(
                list,
                new Sets.Options(
                        flavour == null ? Flavour.ALL : flavour,
                        least,
                        Math.max(least, most),
                        background.isEmpty() || background.equals("drawn") ? null : GeneList.split(background)),
                reading::isOver);
    }

    private @Nullable String organism() {
        String organism = Addresses.text(request, "organism");
        return organism.isEmpty() ? null : organism;
    }

    private void found(Markup out, String genes) {
        Sets sets = reading.sets();
        if (sets == null) {
            out.raw("<p class=\"note\">This store has no gene sets; its keeper can load it again.</p>\n");
            return;
        }
        GeneList list;
        Enrichment enrichment;
        try {
            list = sets.find(GeneList.split(genes), organism());
            enrichment = enrichment(sets, list);
        } catch (UnusableRequest e) {
            out.element("p", "This cannot be asked: " + e.getMessage() + ".", "class", "note", "role", "alert");
            return;
        }
        out.raw("<section aria-labelledby=\"found\">\n<h2 id=\"found\">Figures</h2>\n");
        Node organism = sets.organism(list);
        out.element(
                "p",
                Kind.GENE.count(enrichment.listed()) + " of the list"
                        + (organism == null ? "" : " (" + reading.label(organism) + ")") + " against "
                        + Kind.FIGURE.count(enrichment.tested()) + " with " + Kind.GENE.count(enrichment.background())
                        + " in all. " + Kind.FIGURE.count(enrichment.size()) + " share a gene with it.");
        names(out, "Not known", list.unknown());
        names(out, "Of another species", list.elsewhere());
        names(
                out,
                "Left out, since several genes have the name",
                sets.ambiguous(list).stream().map(Sets.Meaning::name).toList());
        takeAlong(out, genes);
        if (enrichment.size() > 0) {
            plot(out, sets, enrichment);
            meaning(out);
            rows(out, sets, enrichment, genes);
        }
        out.raw("</section>\n");
    }

    private static void names(Markup out, String what, List<String> names) {
        if (!names.isEmpty()) {
            out.raw("<p class=\"note\"><strong>").text(what).raw(":</strong> ");
            out.foreign(String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size()))));
            out.text(names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more." : ".");
            out.raw("</p>\n");
        }
    }

    private static void meaning(Markup out) {
        out.raw("<details><summary>What the numbers mean</summary>\n<dl class=\"facts\">\n")
                .raw(
                        "<dt>Overlap</dt><dd>How many genes of the list the figure shows, of all genes that it shows.</dd>\n")
                .raw(
                        "<dt>p</dt><dd>How likely so many or more would be if the list were drawn by lot (Fisher, one-sided).</dd>\n")
                .raw(
                        "<dt>q</dt><dd>The share of false finds to expect among all figures down to this one (Benjamini and Hochberg).</dd>\n")
                .raw(
                        "<dt>p, fame</dt><dd>The same as p for a list that leans to famous genes as much as this one does; it keeps TP53 from making everything significant.</dd>\n")
                .raw(
                        "<dt>Score</dt><dd>How alike list and figure are, where seldom drawn genes count more; 1 is the same.</dd>\n</dl></details>\n");
    }

    /** Each dot is a figure: how many of its genes are of the list, and how unlikely that is. */
    private void plot(Markup out, Sets sets, Enrichment enrichment) {
        int dots = Math.min(60, enrichment.size());
        double most = 1;
        int largest = 1;
        for (int rank = 0; rank < dots; rank++) {
            int row = enrichment.ranked(rank);
            most = Math.max(most, -enrichment.logP(row) / Math.log(10));
            largest = Math.max(largest, enrichment.overlap(row));
        }
        out.raw("<figure class=\"plot\">")
                .open(
                        "svg",
                        "viewBox",
                        "0 0 640 204",
                        "role",
                        "group",
                        "aria-label",
                        "The best figures by overlap and p");
        for (int i = 0; i <= 2; i++) {
            String y = String.format(Locale.ROOT, "%.1f", 180 - 85.0 * i);
            out.open("line", "class", "rule", "x1", "50", "x2", "630", "y1", y, "y2", y)
                    .raw("</line>");
            out.element(
                    "text",
                    String.format(Locale.ROOT, "%.0f", most * i / 2),
                    "class",
                    "tick end",
                    "x",
                    "44",
                    "y",
                    String.format(Locale.ROOT, "%.1f", 184 - 85.0 * i));
        }
        for (int step = Math.max(1, largest / 10), n = step; n <= largest; n += step) {
            out.element("text", String.valueOf(n), "class", "tick middle", "x", x(n, largest), "y", "198");
        }
        for (int rank = 0; rank < dots; rank++) {
            int row = enrichment.ranked(rank);
            String title = sets.entry(enrichment, row).title();
            out.open(
                    "a",
                    "href",
                    Cards.path(sets.figure(enrichment, row), layout.root()),
                    "aria-label",
                    (title.isEmpty() ? "Figure" : title) + ", " + enrichment.overlap(row) + " shared");
            out.open(
                            "circle",
                            "class",
                            "dot",
                            "r",
                            "6",
                            "cx",
                            x(enrichment.overlap(row), largest),
                            "cy",
                            String.format(Locale.ROOT, "%.1f", 180 + 170 * enrichment.logP(row) / Math.log(10) / most))
                    .element("title", title)
                    .raw("</circle></a>");
        }
        out.raw("</svg>")
                .element(
                        "figcaption",
                        "The best " + Kind.FIGURE.count(dots)
                                + ": genes shared with the list (across) and −log10 of p (up).",
                        "class",
                        "quiet small")
                .raw("</figure>\n");
    }

    private static String x(int overlap, int largest) {
        return String.format(Locale.ROOT, "%.1f", 50 + 570.0 * overlap / (largest + 1));
    }

    private void rows(Markup out, Sets sets, Enrichment enrichment, String genes) {
        int part = Addresses.number(request, "page", 1, 1, Integer.MAX_VALUE / ROWS);
        Pager pager = new Pager(Math.min(part, new Pager(1, ROWS, enrichment.size()).pages()), ROWS, enrichment.size());
        out.raw(
                        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"Table of figures\"><table class=\"stack enriched\">\n<thead><tr>")
                .raw(
                        "<th scope=\"col\">Figure</th><th scope=\"col\">Genes of the list</th><th scope=\"col\" class=\"number\">Overlap</th>")
                .raw("<th scope=\"col\" class=\"number\">p</th><th scope=\"col\" class=\"number\">q</th>")
                .raw(
                        "<th scope=\"col\" class=\"number\">p, fame</th><th scope=\"col\" class=\"number\">Score</th></tr></thead>\n<tbody>\n");
        int end = Math.min(enrichment.size(), pager.offset() + ROWS);
        for (int rank = pager.offset(); rank < end; rank++) {
            row(out, sets, enrichment, enrichment.ranked(rank));
        }
        out.raw("</tbody></table></div>\n");
        out.add(pager.links(
                number -> Addresses.of(
                        Addresses.of(layout.root() + "enrich", parameters(request, genes)),
                        "page",
                        String.valueOf(number)),
                "Figures"));
    }

    private void row(Markup out, Sets sets, Enrichment enrichment, int row) {
        Node figure = sets.figure(enrichment, row);
        String title = sets.entry(enrichment, row).title();
        out.raw("<tr><th scope=\"row\"><div class=\"with-thumb\">");
        Cards.thumb(out, Cards.images(figure, reading));
        out.open("a", "href", Cards.path(figure, layout.root()))
                .foreign(title.isBlank() ? reading.label(figure) : title)
                .raw("</a></div></th>");
        List<Gene> shared = sets.genes(enrichment, row);
        out.open("td", "data-label", "Genes");
        for (int i = 0; i < Math.min(GENES_SHOWN, shared.size()); i++) {
            Gene gene = shared.get(i);
            out.raw(i == 0 ? "" : ", ")
                    .link(layout.root() + Kind.GENE.path(gene.iri().getURI()), gene.symbol());
        }
        out.text(shared.size() > GENES_SHOWN ? " and " + (shared.size() - GENES_SHOWN) + " more" : "")
                .raw("</td>");
        cell(out, "Overlap", enrichment.overlap(row) + " of " + Numbers.grouped(enrichment.figureSize(row)));
        cell(out, "p", Numbers.small(enrichment.p(row)));
        cell(out, "q", Numbers.small(enrichment.q(row)));
        cell(out, "p, fame", Numbers.small(enrichment.popularityP(row)));
        cell(out, "Score", String.format(Locale.ROOT, "%.2f", enrichment.score(row)));
        out.raw("</tr>\n");
    }

    private static void cell(Markup out, String label, String text) {
        out.element("td", text, "class", "number", "data-label", label);
    }

    private void takeAlong(Markup out, String genes) {
        @Nullable String[] parameters = parameters(request, genes);
        String api = Addresses.of(own.root(request) + "api/enrich", parameters);
        out.raw("<ul class=\"links\">\n<li>")
                .link(
                        Addresses.of(Addresses.of(layout.root() + "api/enrich", parameters), "format", "tsv"),
                        "TSV",
                        "download",
                        "pfocr-enrichment.tsv")
                .raw("</li><li>")
                .link(
                        Addresses.of(Addresses.of(layout.root() + "api/enrich", parameters), "format", "json"),
                        "JSON",
                        "download",
                        "pfocr-enrichment.json")
                .raw("</li><li>")
                .link(
                        Addresses.of(Addresses.of(layout.root() + "enrich", parameters), "format", "gmt"),
                        "Gene sets of the figures (GMT)",
                        "download",
                        "pfocr-enrichment.gmt")
                .raw("</li><li>")
                .link(Addresses.of(layout.root() + "query", "query", sparql(genes)), "As SPARQL")
                .raw("</li>\n</ul>\n<details><summary>As curl, Python and R</summary>\n");
        out.element(
                "pre",
                "curl -s '" + api.replace("'", "%27") + "' -H 'Accept: text/tab-separated-values'",
                "tabindex",
                "0");
        out.element(
                "pre",
                "import pandas as pd\n\ntable = pd.read_csv(\"" + Addresses.of(api, "format", "tsv")
                        + "\", sep=\"\\t\")\nprint(table.head())",
                "tabindex",
                "0");
        out.element(
                "pre",
                "table <- read.delim(\"" + Addresses.of(api, "format", "tsv") + "\")\nhead(table)",
                "tabindex",
                "0");
        out.raw("</details>\n");
    }

    private String sparql(String genes) {
        List<String> arguments = new ArrayList<>();
        arguments.add("\"" + String.join(" ", GeneList.split(genes)).replaceAll("[\"\\\\]", "") + "\"");
        for (String option : List.of("organism", "flavour", "background", "min", "max")) {
            String value = Addresses.text(request, option);
            if (!value.isEmpty()) {
                arguments.add("\"" + option + "=" + value.replaceAll("[\"\\\\]", "") + "\"");
            }
        }
        return """
                PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>
                PREFIX dcterms: <http://purl.org/dc/terms/>

                # Figures that show more of a list of genes than chance would.
                SELECT ?figure ?title ?overlap ?size ?p ?q ?score
                WHERE {
                  (?figure ?overlap ?size ?p ?q ?score) pfocr:enriched (%s) .
                  OPTIONAL { ?figure dcterms:title ?title }
                }
                ORDER BY ?p
                LIMIT 100
                """.formatted(String.join(" ", arguments));
    }

    /** The gene sets of the best figures, one a line (GMT, Broad Institute). */
    String gmt() throws UnusableRequest {
        Sets sets = reading.sets();
        String genes = genes();
        if (sets == null || genes.isBlank()) {
            return "";
        }
        Enrichment enrichment = enrichment(sets, sets.find(GeneList.split(genes), organism()));
        StringBuilder out = new StringBuilder();
        for (int rank = 0; rank < Math.min(SETS, enrichment.size()); rank++) {
            int row = enrichment.ranked(rank);
            Node figure = sets.figure(enrichment, row);
            out.append(Reading.id(figure))
                    .append('\t')
                    .append(reading.text(figure, Terms.DCTERMS_TITLE).replaceAll("\\s+", " "));
            for (Node gene : reading.objects(figure, Pfocr.mentionsGene)) {
                out.append('\t')
                        .append(
                                gene.toString().startsWith(Iris.GENES)
                                        ? gene.toString().substring(Iris.GENES.length())
                                        : gene.toString());
            }
            out.append('\n');
        }
        return out.toString();
    }
}
