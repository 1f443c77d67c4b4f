package org.pfocr.rdf.serve.api;

import java.util.List;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a route.
 *
 * @param kind text or a whole number
 * @param isRequired whether a request without it is wrong
 * @param byDefault what holds where it is not given; null where nothing does
 * @param least of a number
 * @param most of a number, or of the characters of a text
 * @param choice the values that there are; empty for any
 * @param description for clients, with an example
 */
public record Parameter(
        String name,
        Kind kind,
        boolean isRequired,
        @Nullable String byDefault,
        int least,
        int most,
        List<String> choice,
        String description) {
    /** Longer texts are refused, unless the parameter says otherwise. */
    private static final int MAX_TEXT = 2_000;

    /** What a value is. */
    public enum Kind {
        TEXT,
        NUMBER
    }

    /** A text that must be given. */
    public static Parameter required(String name, String description) {
        return new Parameter(name, Kind.TEXT, true, null, 0, MAX_TEXT, List.of(), description);
    }

    /** A text that may be given. */
    public static Parameter text(String name, String description) {
        return new Parameter(name, Kind.TEXT, false, null, 0, MAX_TEXT, List.of(), description);
    }

    /** One of a few words. */
    public static Parameter choice(String name, String byDefault, List<String> values, String description) {
        return new Parameter(name, Kind.TEXT, false, byDefault, 0, MAX_TEXT, List.copyOf(values), description);
    }

    /** A whole number. */
    public static Parameter number(String name, @Nullable Integer byDefault, int least, int most, String description) {
        return new Parameter(
                name,
                Kind.NUMBER,
                false,
                byDefault == null ? null : byDefault.toString(),
                least,
                most,
                List.of(),
                description);
    }

    /** The same with room for more characters, such as for a list. */
    public Parameter ofAtMost(int characters) {
        return new Parameter(name, kind, isRequired, byDefault, least, characters, choice, description);
    }

    /** Its schema, as OpenAPI 3.1 has it. */
    public JsonObject schema() {
        JsonObject schema = new JsonObject();
        if (kind == Kind.NUMBER) {
            schema.put("type", "integer");
            schema.put("minimum", least);
            schema.put("maximum", most);
        } else {
            schema.put("type", "string");
            schema.put("maxLength", most);
        }
        if (!choice.isEmpty()) {
            JsonArray values = new JsonArray();
            choice.forEach(values::add);
            schema.put("enum", values);
        }
        if (byDefault != null && kind == Kind.NUMBER) {
            schema.put("default", Integer.parseInt(byDefault));
        } else if (byDefault != null) {
            schema.put("default", byDefault);
        }
        return schema;
    }
}
