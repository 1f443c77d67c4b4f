package org.pfocr.rdf.serve.api;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.serve.limit.RunningQuery;
import org.pfocr.rdf.sets.FigureEntry;
import org.pfocr.rdf.sets.Gene;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.UnusableRequest;

/** The figures that are most like a figure. Thread-safe. */
public final class SimilarRoute extends SetsRoute {
    @Override
    public String path() {
        return ROOT + "similar";
    }

    @Override
    public String summary() {
        return "The figures that are most like a figure, by the genes that they share, rare ones before famous ones.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required("figure", "IRI or id of the figure, such as PMC90000005__sample-05-g003."),
                Parameter.number("limit", 20, 1, MOST_ROWS, "How many figures to tell of."),
                ORGANISM,
                FLAVOUR);
    }

    @Override
    public JsonObject schema() {
        JsonObject figure = object(
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
                "score",
                "number");
        with(figure, "shared", arrayOf(object("iri", "string", "symbol", "string")));
        return with(object(), "figures", arrayOf(figure));
    }

    @Override
    Reply answer(Values values, Sets sets, RunningQuery running) {
        Node figure = sets.figure(values.required("figure"));
        if (figure == null) {
            throw Values.wrong(
                    "figure",
                    "There is no figure \"" + values.required("figure")
                            + "\". Give its IRI or its id, as /api/search has" + " them.");
        }
        String organism = values.text("organism");
        JsonArray figures = new JsonArray();
        List<List<String>> rows = new ArrayList<>();
        try {
            for (Sets.Near near : sets.similar(figure, flavour(values), organism, values.number("limit"))) {
                FigureEntry entry = sets.entry(near);
                JsonArray genes = new JsonArray();
                List<Gene> shared = sets.shared(figure, near.thing(), flavour(values), organism);
                for (Gene gene : shared) {
                    JsonObject json = new JsonObject();
                    json.put("iri", gene.iri().getURI());
                    json.put("symbol", gene.symbol());
                    genes.add(json);
                }
                JsonObject json = entry.json();
                json.put("score", JsonNumber.value(near.score()));
                json.put("shared", genes);
                figures.add(json);
                rows.add(List.of(
                        near.thing().getURI(),
                        entry.title(),
                        Double.toString(near.score()),
                        shared.stream().map(Gene::symbol).collect(Collectors.joining(" "))));
            }
        } catch (UnusableRequest e) {
            throw refused("organism", e);
        }
        JsonObject json = new JsonObject();
        json.put("figures", figures);
        return new Reply(json, List.of("figure", "title", "score", "genes"), rows);
    }
}
