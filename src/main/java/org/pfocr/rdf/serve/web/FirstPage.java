package org.pfocr.rdf.serve.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.page.Addresses;
import org.pfocr.rdf.serve.page.Edition;
import org.pfocr.rdf.serve.page.Kind;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.serve.page.Numbers;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.serve.page.Plot;
import org.pfocr.rdf.serve.thing.Overview;
import org.pfocr.rdf.vocab.Iris;

/** The first page: what this is, how much there is, and where to go on. Thread-safe. */
final class FirstPage {
    private static final String WHAT =
            "Pathway figures of published papers, and the genes, chemicals and diseases that were read in them.";
    private static final List<Kind> NUMBERS =
            List.of(Kind.FIGURE, Kind.PAPER, Kind.GENE, Kind.CHEMICAL, Kind.DISEASE, Kind.ORGANISM);

    private final Layout layout;
    private final OwnAddress own;

    FirstPage(Layout layout, OwnAddress own) {
        this.layout = layout;
        this.own = own;
    }

    Page page(Overview overview, HttpServletRequest request) {
        String address = own.root(request);
        Page page = layout.page("PFOCR")
                .description(WHAT + " Search, compare gene sets, query and download.")
                .canonical(address)
                .jsonLd(catalogue(address, overview));
        Markup out = page.main();
        out.raw("<section class=\"hero\">\n<h1>What biologists draw</h1>\n<p class=\"lead\">")
                .text(
                        WHAT
                                + " Find figures, compare a list of genes with them, ask questions across them, and take the data with you.")
                .raw("</p>\n");
        String root = layout.root();
        out.open(
                        "form",
                        "class",
                        "search",
                        "role",
                        "search",
                        "action",
                        root + "search",
                        "method",
                        "get",
                        "aria-label",
                        "Figures")
                .raw("<label class=\"unseen\" for=\"first-q\">Search figures</label>")
                .open(
                        "input",
                        "id",
                        "first-q",
                        "name",
                        "q",
                        "type",
                        "search",
                        "placeholder",
                        "TP53, insulin resistance, autophagy …",
                        "autocomplete",
                        "off",
                        "data-suggest",
                        root + "api/suggest")
                .raw("<button type=\"submit\">Search</button></form>\n</section>\n");
        numbers(out, overview, root);
        questions(out, overview, root);
        plots(out, overview, root);
        more(out, root);
        return page;
    }

    private static void numbers(Markup out, Overview overview, String root) {
        out.raw("<dl class=\"numbers\">\n");
        for (Kind kind : NUMBERS) {
            out.raw("<div>")
                    .element("dt", kind.title())
                    .raw("<dd>")
                    .link(root + kind.folder(), Numbers.grouped(overview.count(kind)))
                    .raw("</dd></div>\n");
        }
        out.raw("</dl>\n");
    }

    private static void questions(Markup out, Overview overview, String root) {
        out.raw(
                "<section aria-labelledby=\"ask\">\n<h2 id=\"ask\">Three questions, answered with a click</h2>\n<ul class=\"questions\">\n");
        List<Overview.Entry> genes = overview.top();
        if (!genes.isEmpty()) {
            Overview.Entry most = genes.get(0);
            question(
                    out,
                    root + Kind.GENE.path(most.thing().toString()),
                    "Where is " + most.label() + " drawn, and with what?",
                    "The gene in most figures: its figures by year, its partners, and the words by which it was read.");
        }
        question(
                out,
                root + "enrich?example=1",
                "Which figures show my genes?",
                "Paste a list and see figures ranked by how much more of it they show than chance would.");
        question(
                out,
                Addresses.of(root + "query", "query", PAIRS),
                "Which chemicals are drawn with which diseases?",
                "A query across all figures, answered as a table that you can change, plot and download.");
        out.raw("</ul>\n</section>\n");
    }

    private static final String PAIRS = """
            PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

            # Chemicals and diseases that are read in the same figures, the most frequent pairs first.
            SELECT ?chemical ?chemicalName ?disease ?diseaseName (COUNT(?figure) AS ?figures)
            WHERE {
              ?figure pfocr:mentionsDisease ?disease ;
                pfocr:mentionsChemical ?chemical .
              ?chemical rdfs:label ?chemicalName .
              ?disease rdfs:label ?diseaseName .
            }
            GROUP BY ?chemical ?chemicalName ?disease ?diseaseName
            ORDER BY DESC(?figures)
            LIMIT 50
            """;

    private static void question(Markup out, String address, String question, String answer) {
        out.raw("<li>").link(address, question).element("p", answer).raw("</li>\n");
    }

    private static void plots(Markup out, Overview overview, String root) {
        out.raw(
                "<div class=\"halves even\">\n<section aria-labelledby=\"years\">\n<h2 id=\"years\">Figures per year</h2>\n");
        out.add(Plot.years(
                overview.years(),
                "Figures per year",
                year -> Addresses.of(root + "figures", "year", String.valueOf(year))));
        out.raw("</section>\n<section aria-labelledby=\"most\">\n<h2 id=\"most\">Most drawn genes</h2>\n");
        Map<String, Long> bars = new LinkedHashMap<>();
        Map<String, String> pages = new LinkedHashMap<>();
        for (Overview.Entry gene : overview.top()) {
            if (bars.putIfAbsent(gene.label(), (long) gene.figures()) == null) {
                pages.put(gene.label(), root + Kind.GENE.path(gene.thing().toString()));
            }
        }
        out.add(Plot.bars(bars.entrySet(), pages::get));
        out.raw("<p>").link(root + "genes", "All genes").raw("</p>\n</section>\n</div>\n");
    }

    private static void more(Markup out, String root) {
        out.raw(
                        "<div class=\"halves even\">\n<section aria-labelledby=\"take\">\n<h2 id=\"take\">Take the data</h2>\n<ul>\n<li>")
                .link(root + "downloads/", "Downloads")
                .raw(": everything as RDF, gene sets as GMT, tables.</li>\n<li>")
                .link(root + "query", "SPARQL")
                .raw(" for questions of your own, with examples to start from.</li>\n<li>")
                .link(root + "api/openapi.json", "Web API")
                .raw(" for search, suggestions and enrichment.</li>\n<li>Each page here is also RDF: add ")
                .element("code", "?format=ttl")
                .raw(" to its address.</li>\n</ul>\n</section>\n")
                .raw("<section aria-labelledby=\"mind\">\n<h2 id=\"mind\">What to keep in mind</h2>\n<ul>\n")
                .raw(
                        "<li>Programs read the figures. A word may be misread, or matched to the wrong gene or species; each page shows the word as it was read.</li>\n")
                .raw("<li>A name of a family, such as AKT, stands for all its genes.</li>\n")
                .raw(
                        "<li>The data are free of rights (CC0). The pictures are under the licences of their papers.</li>\n</ul>\n</section>\n</div>\n");
    }

    private static String catalogue(String address, Overview overview) {
        JsonObject catalogue = new JsonObject();
        catalogue.put("@context", "https://schema.org/");
        catalogue.put("@type", "DataCatalog");
        catalogue.put("@id", address + "#catalog");
        catalogue.put("name", "PFOCR, Pathway Figure OCR");
        catalogue.put("description", WHAT);
        catalogue.put("url", address);
        catalogue.put("license", Iris.CC0);
        catalogue.put("provider", organization());
        JsonArray keywords = new JsonArray();
        List.of("pathway figures", "genes", "chemicals", "diseases", "SPARQL").forEach(keywords::add);
        catalogue.put("keywords", keywords);
        Edition edition = overview.edition();
        JsonObject dataset = new JsonObject();
        dataset.put("@type", "Dataset");
        dataset.put("@id", Iris.dataset().toString());
        JsonObject profile = new JsonObject();
        profile.put("@id", "https://bioschemas.org/profiles/Dataset/1.0-RELEASE");
        profile.put("@type", "CreativeWork");
        dataset.put("http://purl.org/dc/terms/conformsTo", profile);
        dataset.put("identifier", Iris.dataset().toString());
        dataset.put("name", "PFOCR as RDF");
        dataset.put(
                "description",
                WHAT + " " + Kind.FIGURE.count(edition.figures()) + " and " + Kind.GENE.count(overview.count(Kind.GENE))
                        + ".");
        dataset.put("url", address);
        dataset.put("license", Iris.CC0);
        dataset.put("keywords", keywords);
        dataset.put("creator", organization());
        if (!edition.version().isEmpty()) {
            dataset.put("version", edition.version());
        }
        if (!edition.date().isEmpty()) {
            dataset.put("datePublished", edition.date());
        }
        JsonObject sparql = new JsonObject();
        sparql.put("@type", "DataDownload");
        sparql.put("contentUrl", address + "graph/figures");
        sparql.put("encodingFormat", "application/n-triples");
        JsonArray distribution = new JsonArray();
        distribution.add(sparql);
        dataset.put("distribution", distribution);
        JsonArray datasets = new JsonArray();
        datasets.add(dataset);
        catalogue.put("dataset", datasets);
        return JSON.toStringFlat(catalogue);
    }

    private static JsonObject organization() {
        JsonObject organization = new JsonObject();
        organization.put("@type", "Organization");
        organization.put("name", "WikiPathways");
        organization.put("url", "https://www.wikipathways.org/");
        return organization;
    }
}
