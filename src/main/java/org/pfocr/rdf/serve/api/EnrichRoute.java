package org.pfocr.rdf.serve.api;

import java.util.List;
import org.apache.jena.atlas.json.JsonObject;
import org.pfocr.rdf.serve.limit.RunningQuery;
import org.pfocr.rdf.sets.Enrichment;
import org.pfocr.rdf.sets.EnrichmentReport;
import org.pfocr.rdf.sets.GeneList;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.UnusableRequest;

/** The figures that show more of a list of genes than chance. Thread-safe. */
public final class EnrichRoute extends SetsRoute {
    /** Some twenty thousand genes as IRIs. */
    private static final int MOST_CHARACTERS = 1_000_000;

    private static final int MOST_GENES = 50_000;
    private static final String DRAWN = "drawn";

    @Override
    public String path() {
        return ROOT + "enrich";
    }

    @Override
    public String summary() {
        return "The figures that show more of a list of genes than chance, best first: overlap, odds ratio, exact p, false"
                + " discovery rate, and two scores that know how often genes are drawn.";
    }

    @Override
    public boolean takesPost() {
        return true;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                                "genes",
                                "Genes with blanks or commas between: symbols, aliases, NCBI Gene ids or IRIs, such as"
                                        + " TP53,MDM2,1026.")
                        .ofAtMost(MOST_CHARACTERS),
                ORGANISM,
                FLAVOUR,
                new Parameter(
                        "background",
                        Parameter.Kind.TEXT,
                        false,
                        DRAWN,
                        0,
                        MOST_CHARACTERS,
                        List.of(),
                        "The genes that could have been in the list: drawn for all that any figure of the organism draws, or"
                                + " a list of genes."),
                Parameter.number("min", 1, 1, MOST_GENES, "The smallest figures to test, in genes."),
                Parameter.number("max", null, 1, MOST_GENES, "The largest figures to test, in genes."),
                Parameter.number("limit", 100, 1, MOST_ROWS, "How many figures to tell of."),
                Parameter.number("offset", 0, 0, Integer.MAX_VALUE, "How many of the best figures to leave out."));
    }

    @Override
    public JsonObject schema() {
        JsonObject gene = object("iri", "string", "symbol", "string");
        JsonObject input = object("input", "string", "iri", "string", "symbol", "string");
        JsonObject candidate = object("iri", "string", "symbol", "string", "organism", "string?");
        JsonObject ambiguous = with(
                object("input", "string", "family", "boolean", "count", "integer"), "candidates", arrayOf(candidate));
        JsonObject figure = with(
                object(
                        "figure",
                        "string",
                        "id",
                        "string",
                        "title",
                        "string",
                        "year",
                        "integer?",
                        "image",
                        "string?",
                        "overlap",
                        "integer",
                        "size",
                        "integer",
                        "odds",
                        "number?",
                        "p",
                        "number",
                        "q",
                        "number",
                        "pPopularity",
                        "number",
                        "score",
                        "number"),
                "genes",
                arrayOf(gene));
        JsonObject answer = object(
                "organism",
                "string?",
                "flavour",
                "string",
                "listed",
                "integer",
                "background",
                "integer",
                "tested",
                "integer",
                "found",
                "integer",
                "popularityExponent",
                "number");
        with(answer, "genes", arrayOf(input));
        with(answer, "unknown", texts());
        with(answer, "ofAnotherOrganism", texts());
        with(answer, "ambiguous", arrayOf(ambiguous));
        return with(answer, "figures", arrayOf(figure));
    }

    @Override
    Reply answer(Values values, Sets sets, RunningQuery running) {
        List<String> background = GeneList.split(values.all("background"));
        boolean isDrawn = background.isEmpty() || background.equals(List.of(DRAWN));
        Integer most = values.numberOrNull("max");
        int least = values.number("min");
        if (most != null && most < least) {
            throw Values.wrong("max", "\"max\" is below \"min\", so that no figure is tested.");
        }
        GeneList list;
        try {
            list = sets.find(GeneList.split(values.all("genes")), values.text("organism"));
        } catch (UnusableRequest e) {
            throw refused(values.text("organism") == null ? "genes" : "organism", e);
        }
        Enrichment enrichment;
        try {
            enrichment = sets.enrich(
                    list,
                    new Sets.Options(
                            flavour(values),
                            least,
                            most == null ? Integer.MAX_VALUE : most,
                            isDrawn ? null : background),
                    running.cancelSignal()::get);
        } catch (UnusableRequest e) {
            throw refused("background", e);
        }
        EnrichmentReport report =
                new EnrichmentReport(sets, list, enrichment, values.number("offset"), values.number("limit"));
        return new Reply(report.json(), EnrichmentReport.COLUMNS, report.rows());
    }
}
