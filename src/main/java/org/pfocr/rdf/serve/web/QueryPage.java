package org.pfocr.rdf.serve.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.pfocr.rdf.bundled.Bundled;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.page.Markup;
import org.pfocr.rdf.serve.page.Page;
import org.pfocr.rdf.vocab.Prefixes;

/**
 * The page on which queries are written and their answers read. The editor and the views of an answer are the script's; without
 * it there is a form that asks the endpoint. Thread-safe.
 */
final class QueryPage {
    private static final List<String> FOLDERS = List.of("examples", "federated");
    private static final String[][] FORMS = {
        {"csv", "CSV"}, {"tsv", "TSV"}, {"json", "JSON"}, {"xml", "XML"}, {"ttl", "Turtle"}
    };

    private final Layout layout;
    private final String data;

    QueryPage(Layout layout) {
        this.layout = layout;
        this.data = data();
    }

    /** What the script needs: examples with what their heads say, and prefixes. */
    private static String data() {
        JsonArray examples = new JsonArray();
        for (String folder : FOLDERS) {
            Map<String, String> queries;
            try {
                queries = Bundled.queries(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            queries.forEach((name, text) -> examples.add(example(folder, name, text)));
        }
        JsonObject prefixes = new JsonObject();
        Prefixes.ALL.forEach(prefixes::put);
        JsonObject data = new JsonObject();
        data.put("prefixes", prefixes);
        data.put("examples", examples);
        return JSON.toStringFlat(data);
    }

    private static JsonObject example(String folder, String name, String text) {
        Map<String, String> head = new LinkedHashMap<>();
        JsonArray parameters = new JsonArray();
        List<String> lines = text.lines().toList();
        int body = 0;
        while (body < lines.size()
                && (lines.get(body).startsWith("#") || lines.get(body).isBlank())) {
            String line = lines.get(body).replaceFirst("^#\\s*", "");
            int colon = line.indexOf(':');
            if (colon > 0 && line.startsWith("param:")) {
                parameters.add(line.substring(colon + 1).strip());
            } else if (colon > 0) {
                head.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
            body++;
        }
        JsonObject example = new JsonObject();
        example.put("name", name);
        example.put("title", head.getOrDefault("title", name));
        example.put(
                "category", folder.equals("federated") ? "With other endpoints" : head.getOrDefault("category", ""));
        example.put("description", head.getOrDefault("description", ""));
        example.put("question", head.getOrDefault("question", ""));
        example.put("keywords", head.getOrDefault("keywords", ""));
        example.put("parameters", parameters);
        example.put("query", String.join("\n", lines.subList(body, lines.size())) + "\n");
        return example;
    }

    Page page() {
        String root = layout.root();
        Page page = layout.page("Query")
                .section("query")
                .wide()
                .description("Ask questions across all pathway figures in SPARQL, with examples, completion, tables,"
                        + " charts and pictures.")
                .style("yasgui.css")
                .plainScript("yasgui.js")
                .script("query.js")
                .data("query-data", data);
        Markup out = page.main();
        out.raw("<h1>Query</h1>\n<div class=\"results\" id=\"query-page\">\n<aside aria-label=\"Examples\">\n")
                .raw("<details class=\"panel\" id=\"examples\" open><summary><strong>Examples</strong></summary>\n")
                .raw("<p class=\"field\"><label for=\"find-example\">Find an example</label>")
                .raw("<input id=\"find-example\" type=\"search\" autocomplete=\"off\"></p>\n")
                .raw(
                        "<div id=\"example-list\"><p class=\"quiet\">The examples need JavaScript.</p></div>\n</details>\n</aside>\n<div>\n");
        out.raw("<section id=\"about-example\" class=\"note\" hidden aria-label=\"The example\"></section>\n");
        out.open("form", "id", "query-form", "method", "get", "action", root + "sparql")
                .raw("<label for=\"query\" class=\"small quiet\">SPARQL query</label>\n")
                .raw(
                        "<textarea id=\"query\" name=\"query\" rows=\"16\" spellcheck=\"false\" autocomplete=\"off\" autocapitalize=\"off\">")
                .raw("</textarea>\n<div id=\"editor\" hidden></div>\n<div class=\"row\" id=\"tools\">\n")
                .raw("<button type=\"submit\" id=\"run\">Run</button>\n")
                .raw("<button type=\"button\" class=\"plain\" id=\"stop\" hidden>Stop</button>\n")
                .raw("<noscript><label>Answer as <select name=\"format\">");
        for (String[] form : FORMS) {
            out.element("option", form[1], "value", form[0]);
        }
        out.raw("</select></label></noscript>\n")
                .raw("<span class=\"quiet small\" id=\"keys\"></span>\n</div>\n</form>\n")
                .raw("<div id=\"more-tools\" class=\"fields\" hidden>\n")
                .raw("<div class=\"field\"><label for=\"insert\">Insert a thing by its name</label>")
                .raw(
                        "<span class=\"holder\"><input id=\"insert\" autocomplete=\"off\" placeholder=\"TP53, diabetes, mouse …\"></span></div>\n")
                .raw(
                        "<div class=\"field\"><span>Share</span><span class=\"row\"><button type=\"button\" class=\"plain\" id=\"share\">Copy link</button>")
                .raw(
                        "<button type=\"button\" class=\"plain\" id=\"share-short\">Copy short link</button></span></div>\n</div>\n")
                .raw("<p id=\"status\" role=\"status\"></p>\n")
                .raw("<section id=\"answer\" aria-label=\"Answer\" hidden>\n</section>\n");
        out.raw(
                        "<details id=\"code\" hidden><summary>Use this query in a program</summary>\n<div class=\"row\" id=\"languages\"></div>\n")
                .raw("<pre id=\"code-text\" tabindex=\"0\" aria-label=\"Program\"></pre>\n")
                .raw(
                        "<p><button type=\"button\" class=\"plain\" data-copy=\"code-text\">Copy</button></p></details>\n");
        out.raw("<p class=\"quiet small\">Terms are explained in the ")
                .link(root + "ontology", "ontology")
                .raw(". The endpoint for programs is ")
                .open("code", "id", "endpoint")
                .text(root + "sparql")
                .raw("</code>.</p>\n</div>\n</div>\n");
        return page;
    }
}
