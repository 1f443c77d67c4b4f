package org.pfocr.rdf.serve.mcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonNumber;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonString;
import org.apache.jena.atlas.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.api.Schema;

/** Writes answers of tools, short: what is not known is left out. Stateless. */
final class Json {
    private Json() {}

    /** Adds a member where there is something to say. */
    static void put(JsonObject object, String name, @Nullable Object value) {
        if (value instanceof JsonValue json) {
            object.put(name, json);
        } else if (value instanceof Boolean yes) {
            object.put(name, yes);
        } else if (value instanceof Double number) {
            object.put(name, JsonNumber.value(number));
        } else if (value instanceof Number number) {
            object.put(name, number.longValue());
        } else if (value != null && !value.toString().isEmpty()) {
            object.put(name, value.toString());
        }
    }

    static JsonArray texts(Iterable<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(text -> array.add(new JsonString(text)));
        return array;
    }

    /** The members of an object that have one of these names, in this order. */
    static JsonObject some(JsonObject object, List<String> names) {
        JsonObject chosen = new JsonObject();
        for (String name : names) {
            if (object.hasKey(name) && !object.get(name).isNull()) {
                chosen.put(name, object.get(name));
            }
        }
        return chosen;
    }

    /** An array of objects with fewer members. */
    static JsonArray each(JsonValue array, List<String> names) {
        JsonArray chosen = new JsonArray();
        array.getAsArray().forEach(object -> chosen.add(some(object.getAsObject(), names)));
        return chosen;
    }

    /** The schema of an object: names and types in turn; a type with brackets is an array of it. */
    static JsonObject schema(String... namesAndTypes) {
        Map<String, JsonObject> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            members.put(namesAndTypes[i], type(namesAndTypes[i + 1]));
        }
        return Schema.object(members);
    }

    /** Adds an array of objects to an object's schema. */
    static JsonObject with(JsonObject schema, String name, JsonObject items) {
        schema.get("properties").getAsObject().put(name, Schema.array(items));
        return schema;
    }

    private static JsonObject type(String name) {
        return name.endsWith("[]") ? Schema.array(type(name.substring(0, name.length() - 2))) : Schema.of(name);
    }
}
