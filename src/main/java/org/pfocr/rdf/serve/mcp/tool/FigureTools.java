package org.pfocr.rdf.serve.mcp.tool;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;
import org.pfocr.rdf.serve.api.EnrichRoute;
import org.pfocr.rdf.serve.api.Parameter;
import org.pfocr.rdf.serve.api.PartnersRoute;
import org.pfocr.rdf.serve.api.SearchRoute;
import org.pfocr.rdf.serve.api.SimilarRoute;

/** The tools that find figures, and what is drawn in them, by routes. Stateless. */
public final class FigureTools {
    private static final int MOST = 100;

    /** Of the largest enrichment, so that its answer stays short. */
    private static final int MOST_GENES_OF_LIST = 1_000_000;

    private static final List<String> FIGURE =
            List.of("figure", "id", "title", "year", "organism", "paperTitle", "genes", "matched");

    private static final Parameter YEAR =
            Parameter.text("year", "Year of the paper, or two with dots between: 2012, 2010..2015, 2018.. or ..2015.");
    private static final Parameter ORGANISM = Parameter.text(
            "organism", "Organism of the paper: a taxonomy id, an IRI or a Latin name, such as 9606 or Homo sapiens.");
    private static final Parameter SORT = Parameter.choice(
            "sort",
            "relevance",
            List.of("relevance", "year", "-year", "genes"),
            "What comes first: the best match, the oldest, the newest, the figure with most genes.");
    private static final Parameter OFFSET =
            Parameter.number("offset", 0, 0, 10_000, "Figures to leave out, to see the next page.");
    private static final Parameter FLAVOUR = Parameter.choice(
            "flavour",
            "all",
            List.of("strict", "synonyms", "all"),
            "Which genes of a figure count: strict (official symbols), synonyms (and aliases), all (and members of families"
                    + " and complexes, of which a word such as AKT stands for all).");

    private FigureTools() {}

    private static Parameter limit(int byDefault, String what) {
        return Parameter.number("limit", byDefault, 1, MOST, "How many " + what + " to tell of.");
    }

    public static Tool search() {
        return new RouteTool(
                "search_figures",
                "Search pathway figures by words",
                "Finds figures by the words of title, caption, paper and of what is drawn, best first. Use it for topics and"
                        + " processes (apoptosis, insulin signaling). For figures that must show certain genes, chemicals"
                        + " or diseases, use figures_with. total says how many match; for counts ask with limit 1.",
                new SearchRoute(),
                List.of(
                        Parameter.required(
                                "words", "Words; +must, -not, \"a phrase\", begin*. Such as: apoptosis TP53"),
                        YEAR,
                        ORGANISM,
                        SORT,
                        limit(8, "figures"),
                        OFFSET),
                Set.of(),
                Map.of("words", "q"),
                Map.of(),
                figures(),
                FigureTools::shortFigures);
    }

    public static Tool with() {
        return new RouteTool(
                "figures_with",
                "Figures that show certain things",
                "Figures that show all of the given genes, chemicals and diseases, of an organism and of some years; newest"
                        + " first unless sort says otherwise. total says how many there are. Names work, but an IRI of"
                        + " find_entity is surer, since a symbol exists in several species.",
                new SearchRoute(),
                List.of(
                        Parameter.text("genes", "Genes that must all be drawn: symbols, NCBI Gene ids or IRIs."),
                        Parameter.text("chemicals", "Chemicals that must all be drawn: names, MeSH ids or IRIs."),
                        Parameter.text("diseases", "Diseases that must all be drawn: names, MeSH ids or IRIs."),
                        ORGANISM,
                        YEAR,
                        Parameter.choice("sort", "-year", SORT.choice(), SORT.description()),
                        limit(8, "figures"),
                        OFFSET),
                Set.of("genes", "chemicals", "diseases"),
                Map.of("genes", "gene", "chemicals", "chemical", "diseases", "disease"),
                Map.of(),
                figures(),
                FigureTools::shortFigures);
    }

    private static JsonObject figures() {
        return Json.with(
                Json.schema("total", "integer", "note", "string"),
                "figures",
                Json.schema(
                        "figure",
                        "string",
                        "id",
                        "string",
                        "title",
                        "string",
                        "year",
                        "integer",
                        "organism",
                        "string",
                        "paperTitle",
                        "string",
                        "genes",
                        "integer",
                        "matched",
                        "string[]"));
    }

    private static JsonObject shortFigures(JsonObject page) {
        JsonObject answer = Json.some(page, List.of("total"));
        answer.put("figures", Json.each(page.get("figures"), FIGURE));
        if (page.get("total").getAsNumber().value().longValue() == 0) {
            answer.put("note", "No figure has all of this. Leave a condition out, or look names up by find_entity.");
        }
        return answer;
    }

    public static Tool similar() {
        return new RouteTool(
                "similar_figures",
                "Figures like a figure",
                "The figures that share most genes with a figure, rare genes counting more than famous ones, with the"
                        + " symbols that they share.",
                new SimilarRoute(),
                List.of(
                        Parameter.required("figure", "IRI or id of the figure, such as PMC90000005__sample-05-g003."),
                        limit(8, "figures"),
                        FLAVOUR),
                Set.of(),
                Map.of(),
                Map.of(),
                Json.with(
                        Json.schema(),
                        "figures",
                        Json.schema(
                                "figure",
                                "string",
                                "id",
                                "string",
                                "title",
                                "string",
                                "year",
                                "integer",
                                "score",
                                "number",
                                "shared",
                                "string[]")),
                page -> {
                    JsonArray figures = new JsonArray();
                    page.get("figures").getAsArray().forEach(each -> {
                        JsonObject figure =
                                Json.some(each.getAsObject(), List.of("figure", "id", "title", "year", "score"));
                        figure.put("shared", symbols(each.getAsObject().get("shared")));
                        figures.add(figure);
                    });
                    JsonObject answer = new JsonObject();
                    answer.put("figures", figures);
                    return answer;
                });
    }

    public static Tool enrich() {
        return new RouteTool(
                "enrich_genes",
                "Figures enriched in a list of genes",
                "For a list of genes, such as the result of an experiment: the figures that show more of them than chance,"
                        + " best first, with overlap, size, exact p and false discovery rate q. Names that mean no gene or"
                        + " several are listed as unknown and ambiguous.",
                new EnrichRoute(),
                List.of(
                        Parameter.required("genes", "Genes: symbols, aliases, NCBI Gene ids or IRIs.")
                                .ofAtMost(MOST_GENES_OF_LIST),
                        Parameter.text("organism", "Taxonomy id or Latin name of the genes' organism, such as 9606."),
                        FLAVOUR,
                        limit(8, "figures")),
                Set.of("genes"),
                Map.of(),
                Map.of(),
                Json.with(
                        Json.schema(
                                "organism",
                                "string",
                                "listed",
                                "integer",
                                "background",
                                "integer",
                                "found",
                                "integer",
                                "unknown",
                                "string[]",
                                "ofAnotherOrganism",
                                "string[]",
                                "ambiguous",
                                "string[]"),
                        "figures",
                        Json.schema(
                                "figure",
                                "string",
                                "id",
                                "string",
                                "title",
                                "string",
                                "year",
                                "integer",
                                "overlap",
                                "integer",
                                "size",
                                "integer",
                                "p",
                                "number",
                                "q",
                                "number",
                                "genes",
                                "string[]")),
                FigureTools::shortEnrichment);
    }

    private static JsonObject shortEnrichment(JsonObject whole) {
        JsonObject answer =
                Json.some(whole, List.of("organism", "listed", "background", "found", "unknown", "ofAnotherOrganism"));
        answer.put(
                "ambiguous",
                Json.texts(whole.get("ambiguous").getAsArray().stream()
                        .map(each ->
                                each.getAsObject().get("input").getAsString().value())
                        .toList()));
        JsonArray figures = new JsonArray();
        whole.get("figures").getAsArray().forEach(each -> {
            JsonObject figure = Json.some(
                    each.getAsObject(), List.of("figure", "id", "title", "year", "overlap", "size", "p", "q"));
            figure.put("genes", symbols(each.getAsObject().get("genes")));
            figures.add(figure);
        });
        answer.put("figures", figures);
        return answer;
    }

    private static JsonArray symbols(JsonValue genes) {
        return Json.texts(genes.getAsArray().stream()
                .map(gene -> gene.getAsObject().get("symbol").getAsString().value())
                .toList());
    }

    public static Tool partners() {
        return new RouteTool(
                "partners",
                "What is drawn together with a thing",
                "The genes, chemicals and diseases that are in the most figures with a gene, a chemical or a disease, with"
                        + " the number of figures and the pointwise mutual information in bits (score).",
                new PartnersRoute(),
                List.of(
                        Parameter.required(
                                "thing",
                                "IRI of a gene, a chemical or a disease, or a gene's symbol or NCBI Gene id, such as TP53."),
                        Parameter.choice(
                                "kind",
                                "all",
                                List.of("genes", "chemicals", "diseases", "all"),
                                "What the partners are."),
                        Parameter.text("organism", "Taxonomy id or Latin name of the genes' organism, such as 9606."),
                        FLAVOUR,
                        limit(10, "partners")),
                Set.of(),
                Map.of(),
                Map.of(),
                Json.with(
                        Json.schema(),
                        "partners",
                        Json.schema(
                                "iri", "string", "label", "string", "kind", "string", "figures", "integer", "score",
                                "number")),
                page -> Json.some(page, List.of("partners")));
    }
}
