package org.pfocr.rdf.serve.mcp.tool;

import java.util.List;
import java.util.Set;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.pfocr.rdf.serve.api.Parameter;
import org.pfocr.rdf.serve.api.Schema;
import org.pfocr.rdf.serve.api.Values;

/** Something that an agent can ask. It only reads. Implementations are thread-safe. */
public interface Tool {
    String name();

    /** For people who see what the agent does. */
    String title();

    /** All that the agent knows of it: what it is for, when to use it, what to do next. */
    String description();

    List<Parameter> parameters();

    /** Names of parameters that take several texts. */
    default Set<String> lists() {
        return Set.of();
    }

    /** Schema of the answer (JSON Schema 2020-12). */
    JsonObject schema();

    /**
     * Answers, within a read transaction.
     *
     * @throws org.pfocr.rdf.serve.http.Refusal where it cannot; its problem says what to do
     */
    JsonObject answer(Values values, Asked asked);

    /** Schema of the arguments. */
    default JsonObject arguments() {
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        for (Parameter parameter : parameters()) {
            JsonObject schema = parameter.schema();
            if (lists().contains(parameter.name())) {
                schema = Schema.array(Schema.of("string"));
            }
            schema.put("description", parameter.description());
            properties.put(parameter.name(), schema);
            if (parameter.isRequired()) {
                required.add(parameter.name());
            }
        }
        JsonObject schema = Schema.of("object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }
}
