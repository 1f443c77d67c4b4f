package org.pfocr.rdf.serve.web;

import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Page;

/** The page on which queries are written and their answers read. Thread-safe. */
final class QueryPage {
    private final Layout layout;

    QueryPage(Layout layout) {
        this.layout = layout;
    }

    Page page() {
        Page page = layout.page("Query").section("query").script("query.js");
        page.main().raw("<h1>Query</h1>\n<p id=\"endpoint\">sparql</p>");
        return page;
    }
}
