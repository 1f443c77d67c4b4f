package org.pfocr.rdf.serve.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.serve.limit.RunningQuery;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.Sets.Partners;
import org.pfocr.rdf.sets.UnusableRequest;

/** What is drawn together with a gene, a chemical or a disease. Thread-safe. */
public final class PartnersRoute extends SetsRoute {
    @Override
    public String path() {
        return ROOT + "partners";
    }

    @Override
    public String summary() {
        return "The genes, chemicals and diseases that are in the most figures with one, with their pointwise mutual"
                + " information in bits.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.required(
                        "thing",
                        "IRI of a gene, a chemical or a disease, or a gene's symbol or NCBI Gene id, such as"
                                + " https://identifiers.org/ncbigene/7157."),
                Parameter.number("limit", 50, 1, MOST_ROWS, "How many partners to tell of."),
                Parameter.choice(
                        "kind",
                        key(Partners.ALL),
                        List.of(
                                key(Partners.GENES),
                                key(Partners.CHEMICALS),
                                key(Partners.DISEASES),
                                key(Partners.ALL)),
                        "What the partners are."),
                ORGANISM,
                FLAVOUR);
    }

    private static String key(Partners partners) {
        return partners.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public JsonObject schema() {
        return with(
                object(),
                "partners",
                arrayOf(object(
                        "iri", "string", "label", "string", "kind", "string", "figures", "integer", "score",
                        "number")));
    }

    @Override
    Reply answer(Values values, Sets sets, RunningQuery running) {
        String organism = values.text("organism");
        Node thing;
        try {
            thing = sets.thing(values.required("thing"), organism);
        } catch (UnusableRequest e) {
            throw refused("organism", e);
        }
        if (thing == null) {
            throw Values.wrong(
                    "thing",
                    "No figure draws \"" + values.required("thing")
                            + "\". Give the IRI of a gene, a chemical or a disease," + " as /api/suggest has them.");
        }
        Partners partners = Partners.valueOf(values.required("kind").toUpperCase(Locale.ROOT));
        JsonArray array = new JsonArray();
        List<List<String>> rows = new ArrayList<>();
        try {
            for (Sets.Near near : sets.drawnWith(thing, flavour(values), partners, organism, values.number("limit"))) {
                String label = sets.label(near.thing());
                String kind = Objects.requireNonNull(near.kind()).name().toLowerCase(Locale.ROOT);
                JsonObject json = new JsonObject();
                json.put("iri", near.thing().getURI());
                json.put("label", label);
                json.put("kind", kind);
                json.put("figures", near.shared());
                json.put("score", JsonNumber.value(near.score()));
                array.add(json);
                rows.add(List.of(
                        near.thing().getURI(),
                        label,
                        kind,
                        Integer.toString(near.shared()),
                        Double.toString(near.score())));
            }
        } catch (UnusableRequest e) {
            throw refused("organism", e);
        }
        JsonObject json = new JsonObject();
        json.put("partners", array);
        return new Reply(json, List.of("thing", "label", "kind", "figures", "score"), rows);
    }
}
