package org.pfocr.rdf.serve.api;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.atlas.json.JsonObject;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.limit.RunningQuery;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.UnusableRequest;
import org.pfocr.rdf.sets.query.SetFunctions;
import org.pfocr.rdf.vocab.Flavour;

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

    /** The schema of an object: names and types in turn, such as {@code figure} and {@code string}; {@code ?} for null. */
    static JsonObject object(String... namesAndTypes) {
        Map<String, JsonObject> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            String type = namesAndTypes[i + 1];
            members.put(
                    namesAndTypes[i],
                    type.endsWith("?") ? Schema.orNull(type.substring(0, type.length() - 1)) : Schema.of(type));
        }
        return Schema.object(members);
    }

    /** An object's schema with one more member. */
    static JsonObject with(JsonObject object, String name, JsonObject member) {
        object.get("properties").getAsObject().put(name, member);
        return object;
    }

    /** The schema of what is said of each figure. */
    static JsonObject figure(String... namesAndTypes) {
        JsonObject figure =
                object("figure", "string", "id", "string", "title", "string", "year", "integer?", "image", "string?");
        object(namesAndTypes).get("properties").getAsObject().forEach((name, member) -> figure.get("properties")
                .getAsObject()
                .put(name, member));
        return figure;
    }
}
