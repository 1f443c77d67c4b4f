package org.pfocr.rdf.serve.api;

import java.util.Map;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;

/** Writes schemas of answers (JSON Schema 2020-12). Stateless. */
public final class Schema {
    private Schema() {}

    /** A type by its name. */
    public static JsonObject of(String type) {
        JsonObject schema = new JsonObject();
        schema.put("type", type);
        return schema;
    }

    /** A type, or null. */
    public static JsonObject orNull(String type) {
        JsonArray types = new JsonArray();
        types.add(type);
        types.add("null");
        JsonObject schema = new JsonObject();
        schema.put("type", types);
        return schema;
    }

    /** An array. */
    public static JsonObject array(JsonObject items) {
        JsonObject schema = of("array");
        schema.put("items", items);
        return schema;
    }

    /** An object with these members. */
    public static JsonObject object(Map<String, JsonObject> members) {
        JsonObject properties = new JsonObject();
        members.forEach(properties::put);
        JsonObject schema = of("object");
        schema.put("properties", properties);
        return schema;
    }
}
