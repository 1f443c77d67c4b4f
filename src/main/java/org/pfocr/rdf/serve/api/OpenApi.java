package org.pfocr.rdf.serve.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonString;
import org.pfocr.rdf.examples.QueryFile;

/** The description of all routes (OpenAPI Specification 3.1). Stateless. */
final class OpenApi {
    private static final Parameter FORMAT = Parameter.choice(
            "format", "json", List.of("json", "tsv"), "The form of the answer; else the header Accept decides.");
    private static final Parameter TABLE = Parameter.choice(
            "format",
            "json",
            List.of("json", "csv", "tsv", "xml"),
            "The form of the answer; else the header Accept decides.");
    private static final String PROBLEM = "#/components/schemas/Problem";

    private OpenApi() {}

    /** @param root the server's address, with a slash at the end */
    static JsonObject of(List<Route> routes, String root) {
        JsonObject info = new JsonObject();
        info.put("title", "Pathway figures of PFOCR");
        info.put("version", "1");
        info.put(
                "description",
                "Search, suggestions, gene sets and neighbours of pathway figures. Everything is read-only, and the same"
                        + " limits hold as for queries at " + root + "sparql.");
        JsonObject server = new JsonObject();
        server.put("url", root.substring(0, root.length() - 1));
        JsonArray servers = new JsonArray();
        servers.add(server);
        JsonObject paths = new JsonObject();
        for (Route route : routes) {
            JsonObject item = new JsonObject();
            item.put("get", operation(route, false));
            if (route.takesPost()) {
                item.put("post", operation(route, true));
            }
            paths.put(route.path().endsWith("/") ? route.path() + "{name}" : route.path(), item);
        }
        examples(paths);
        JsonObject schemas = new JsonObject();
        schemas.put("Problem", problem());
        JsonObject components = new JsonObject();
        components.put("schemas", schemas);
        JsonObject description = new JsonObject();
        description.put("openapi", "3.1.0");
        description.put("info", info);
        description.put("servers", servers);
        description.put("paths", paths);
        description.put("components", components);
        return description;
    }

    /** The example queries, each at its address with its own parameters. */
    private static void examples(JsonObject paths) {
        List<QueryFile> files;
        try {
            files = QueryFile.all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        paths.put(
                "/api/queries",
                get("queries", "The example queries with their parameters and texts.", List.of(), false));
        for (QueryFile file : files) {
            if (file.runAt() == null) {
                paths.put(
                        "/api/queries/" + file.name(),
                        get(
                                file.name(),
                                file.field("question"),
                                file.parameters(),
                                file.query().isSelectType()));
            }
        }
    }

    private static JsonObject get(
            String id, String summary, List<org.pfocr.rdf.examples.Parameter> parameters, boolean isTable) {
        JsonObject operation = new JsonObject();
        operation.put("summary", summary);
        operation.put("operationId", id);
        JsonArray array = new JsonArray();
        for (org.pfocr.rdf.examples.Parameter parameter : parameters) {
            JsonObject values = type("array");
            values.put("items", type(parameter.type().equals("integer") ? "integer" : "string"));
            JsonObject object = new JsonObject();
            object.put("name", parameter.name());
            object.put("in", "query");
            object.put("required", false);
            object.put(
                    "description", parameter.label() + ". May be given several times. Such as " + parameter.preset());
            object.put("schema", values);
            array.add(object);
        }
        if (isTable) {
            array.add(parameter(TABLE, "query"));
        }
        operation.put("parameters", array);
        JsonObject answer = new JsonObject();
        for (String form : isTable
                ? List.of("application/sparql-results+json", "text/csv", "text/tab-separated-values")
                : List.of(parameters.isEmpty() ? "application/json" : "text/turtle")) {
            answer.put(form, schema(type(form.endsWith("json") ? "object" : "string")));
        }
        JsonObject responses = new JsonObject();
        responses.put("200", response("The answer.", answer));
        operation.put("responses", responses);
        JsonObject item = new JsonObject();
        item.put("get", operation);
        return item;
    }

    private static JsonObject operation(Route route, boolean isPost) {
        JsonObject operation = new JsonObject();
        operation.put("summary", route.summary());
        String name = route.path().substring(Route.ROOT.length()).replace("/", "");
        operation.put("operationId", isPost ? name + "ByPost" : name);
        JsonArray parameters = new JsonArray();
        if (route.path().endsWith("/")) {
            JsonObject path = parameter(Parameter.required("name", "The name."), "path");
            parameters.add(path);
        }
        if (isPost) {
            operation.put("requestBody", body(route));
        } else {
            route.parameters().forEach(parameter -> parameters.add(parameter(parameter, "query")));
        }
        parameters.add(parameter(FORMAT, "query"));
        operation.put("parameters", parameters);
        JsonObject answer = new JsonObject();
        answer.put("application/json", schema(route.schema()));
        answer.put("text/tab-separated-values", schema(type("string")));
        JsonObject responses = new JsonObject();
        responses.put("200", response("The answer.", answer));
        JsonObject wrong = new JsonObject();
        JsonObject reference = new JsonObject();
        reference.put("$ref", PROBLEM);
        wrong.put("application/problem+json", schema(reference));
        responses.put("400", response("A parameter is wrong; the problem says what to change.", wrong));
        responses.put("429", response("The client asks too much.", wrong));
        responses.put("503", response("The time is over, or too many ask.", wrong));
        operation.put("responses", responses);
        return operation;
    }

    private static JsonObject parameter(Parameter parameter, String where) {
        JsonObject object = new JsonObject();
        object.put("name", parameter.name());
        object.put("in", where);
        object.put("required", parameter.isRequired());
        object.put("description", parameter.description());
        object.put("schema", parameter.schema());
        return object;
    }

    private static JsonObject body(Route route) {
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        for (Parameter parameter : route.parameters()) {
            JsonObject property = parameter.schema();
            property.put("description", parameter.description());
            properties.put(parameter.name(), property);
            if (parameter.isRequired()) {
                required.add(new JsonString(parameter.name()));
            }
        }
        JsonObject object = type("object");
        object.put("properties", properties);
        object.put("required", required);
        JsonObject content = new JsonObject();
        content.put("application/x-www-form-urlencoded", schema(object));
        content.put("application/json", schema(object));
        JsonObject body = new JsonObject();
        body.put("content", content);
        return body;
    }

    private static JsonObject response(String description, JsonObject content) {
        JsonObject response = new JsonObject();
        response.put("description", description);
        response.put("content", content);
        return response;
    }

    private static JsonObject schema(JsonObject schema) {
        JsonObject object = new JsonObject();
        object.put("schema", schema);
        return object;
    }

    private static JsonObject type(String name) {
        JsonObject object = new JsonObject();
        object.put("type", name);
        return object;
    }

    private static JsonObject problem() {
        JsonObject properties = new JsonObject();
        properties.put("type", type("string"));
        properties.put("title", type("string"));
        properties.put("status", type("integer"));
        properties.put("detail", type("string"));
        properties.put("parameter", type("string"));
        JsonObject problem = type("object");
        problem.put("properties", properties);
        return problem;
    }
}
