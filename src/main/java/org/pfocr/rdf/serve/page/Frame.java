package org.pfocr.rdf.serve.page;

import java.util.function.Supplier;
import org.pfocr.rdf.vocab.Iris;

/**
 * What is at the head and the foot of every page. Thread-safe.
 *
 * @param root path of the server's root, with a slash at the end
 */
record Frame(String root, Supplier<Edition> edition, Assets assets) {
    /** What a reader is asked to cite. */
    static final String PAPER = "https://doi.org/10.1186/s13059-020-02181-2";

    private static final String[][] SECTIONS = {
        {"figures", "Figures"},
        {"genes", "Genes"},
        {"chemicals", "Chemicals"},
        {"diseases", "Diseases"},
        {"organisms", "Organisms"},
        {"papers", "Papers"},
        {"enrich", "Enrichment"},
        {"query", "Query"},
    };

    /** The address of one of the files of the pages. */
    String asset(String name) {
        return root + assets.address(name);
    }

    /**
     * @param search what stands in the search box
     * @param part the part of the site that the page is in
     */
    void head(Markup out, String search, String part) {
        out.raw("<header class=\"site\">\n<div class=\"bar\">\n")
                .raw("<a class=\"skip\" href=\"#main\">Skip to the content</a>\n")
                .open("a", "class", "home", "href", root)
                .open("img", "src", asset("mark.svg"), "alt", "", "width", "28", "height", "28")
                .raw("<span>PFOCR</span></a>\n");
        out.open("form", "class", "search", "role", "search", "action", root + "search", "method", "get")
                .raw("<label class=\"unseen\" for=\"q\">Search figures, genes, papers</label>")
                .open(
                        "input",
                        "id",
                        "q",
                        "name",
                        "q",
                        "type",
                        "search",
                        "placeholder",
                        "Gene, disease, chemical or words",
                        "autocomplete",
                        "off",
                        "value",
                        search,
                        "data-suggest",
                        root + "api/suggest")
                .raw("<button type=\"submit\">Search</button></form>\n</div>\n");
        out.raw("<nav class=\"sections\" aria-label=\"Sections\">\n<ul>");
        for (String[] section : SECTIONS) {
            out.open("li")
                    .link(root + section[0], section[1], "aria-current", section[0].equals(part) ? "page" : null)
                    .raw("</li>");
        }
        out.raw("</ul>\n</nav>\n</header>\n");
    }

    void foot(Markup out) {
        Edition now = edition.get();
        out.raw("<footer class=\"site\">\n<div class=\"columns\">\n<div>\n<h2>Data</h2>\n<p>");
        if (!now.version().isEmpty()) {
            out.text("Version " + now.version());
            out.text(now.date().isEmpty() || now.date().equals(now.version()) ? ", " : " of " + now.date() + ", ");
        }
        out.text(Kind.FIGURE.count(now.figures())).text(". ");
        out.link(root + "void", "Description")
                .raw(" · ")
                .link(root + "downloads/", "Downloads")
                .raw("</p>\n");
        out.raw("<p>The data are in the public domain (")
                .outward(Iris.CC0, "CC0 1.0")
                .raw("). Images belong to their papers and are under their licences.</p>\n</div>\n");
        out.raw("<div>\n<h2>Cite</h2>\n<p>Hanspers K, Riutta A, Summer-Kutmon M, Pico AR. ")
                .outward(PAPER, "Pathway information extracted from 25 years of pathway figures")
                .raw(". <cite>Genome Biology</cite> 2020;21:273.</p>\n</div>\n");
        out.raw("<div>\n<h2>For programs</h2>\n<p>")
                .link(root + "query", "SPARQL")
                .raw(" · ")
                .link(root + "ontology", "Ontology")
                .raw(" · ")
                .link(root + "shapes", "Shapes")
                .raw(" · ")
                .link(root + "sitemap.xml", "Sitemap")
                .raw(" · ")
                .link(root + "api/openapi.json", "Web API")
                .raw("</p>\n<p>")
                .outward(Iris.SITE, "The PFOCR database")
                .raw(" is part of ")
                .outward("https://www.wikipathways.org/", "WikiPathways")
                .raw(".</p>\n</div>\n</div>\n</footer>\n");
    }
}
