package org.pfocr.rdf.serve.api;

import java.util.List;
import org.apache.jena.atlas.json.JsonObject;
import org.pfocr.rdf.search.found.SearchForms;
import org.pfocr.rdf.search.found.Suggestion;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.limit.RunningQuery;

/** What somebody may be about to type. */
public final class SuggestRoute implements Route {
    private static final int MOST = 100;

    @Override
    public String path() {
        return ROOT + "suggest";
    }

    @Override
    public String summary() {
        return "Suggests genes, chemicals, diseases, organisms, annotations, keywords, figures and papers whose names begin"
                + " as what was typed, those in most figures first.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("q", "The letters that were typed so far, such as tp5."),
                Parameter.number("limit", 10, 1, MOST, "How many are wanted at most."));
    }

    @Override
    public JsonObject schema() {
        return SearchSchemas.suggestions();
    }

    @Override
    public Reply answer(Values values, Generations.Lease lease, RunningQuery running) {
        List<Suggestion> found = SearchRoute.search(lease).suggest(values.required("q"), values.number("limit"));
        return new Reply(SearchForms.json(found), SearchForms.SUGGESTION_COLUMNS, SearchForms.rows(found));
    }
}
