package org.pfocr.rdf.serve.api;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonString;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.limit.RunningQuery;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.UnusableRequest;
import org.pfocr.rdf.sets.index.Flavour;
import org.pfocr.rdf.sets.query.SetFunctions;

/** What the routes share that ask gene sets. Thread-safe. */
abstract class SetsRoute implements Route {
    static final Parameter ORGANISM =
            Parameter.text("organism", "Taxonomy id, IRI or name of the organism whose genes count, such as 9606.");
    static final Parameter FLAVOUR = Parameter.choice(
            "flavour",
            Flavour.ALL.key(),
            List.of(Flavour.STRICT.key(), Flavour.SYNONYMS.key(), Flavour.ALL.key()),
            "Which genes of a figure count: strict (official symbols), synonyms (and aliases and previous symbols), all"
                    + " (and members of families and complexes).");
    static final int MOST_ROWS = 1000;

    @Override
    public final Reply answer(Values values, Generations.Lease lease, RunningQuery running) {
        Sets sets = SetFunctions.of(lease.dataset());
        if (sets == null) {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_NOT_FOUND,
                    "No gene sets",
                    "The store that is served has no gene sets; its keeper can load it again with this version."));
        }
        running.pace();
        return answer(values, sets, running);
    }

    /** Answers from the sets of the generation that is served. */
    abstract Reply answer(Values values, Sets sets, RunningQuery running);

    static Flavour flavour(Values values) {
        Flavour flavour = Flavour.of(values.required(FLAVOUR.name()));
        return flavour == null ? Flavour.ALL : flavour;
    }

    /** What is answered where the sets say that a request cannot be used. */
    static Refusal refused(String parameter, UnusableRequest why) {
        String message = String.valueOf(why.getMessage());
        return Values.wrong(parameter, Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".");
    }

    /** The schema of an object: names and types in turn, such as {@code figure} and {@code string}. */
    static JsonObject object(String... namesAndTypes) {
        JsonObject properties = new JsonObject();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            properties.put(namesAndTypes[i], type(namesAndTypes[i + 1]));
        }
        JsonObject schema = new JsonObject();
        schema.put("type", "object");
        schema.put("properties", properties);
        return schema;
    }

    private static JsonObject type(String name) {
        JsonObject type = new JsonObject();
        if (name.endsWith("?")) {
            JsonArray types = new JsonArray();
            types.add(new JsonString(name.substring(0, name.length() - 1)));
            types.add(new JsonString("null"));
            type.put("type", types);
        } else {
            type.put("type", name);
        }
        return type;
    }

    /** The schema of an array. */
    static JsonObject arrayOf(JsonObject items) {
        JsonObject array = type("array");
        array.put("items", items);
        return array;
    }

    /** The schema of an array of texts. */
    static JsonObject texts() {
        return arrayOf(type("string"));
    }

    /** An object's schema with one more property. */
    static JsonObject with(JsonObject object, String name, JsonObject property) {
        object.get("properties").getAsObject().put(name, property);
        return object;
    }
}
