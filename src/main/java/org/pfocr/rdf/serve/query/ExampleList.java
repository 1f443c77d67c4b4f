package org.pfocr.rdf.serve.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.fuseki.servlets.ActionProcessor;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.pfocr.rdf.examples.Parameter;
import org.pfocr.rdf.examples.QueryFile;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;

/** The list of the example queries, with their headers, parameters and addresses, as JSON. Thread-safe. */
public final class ExampleList implements ActionProcessor {
    private final List<QueryFile> files;
    private final OwnAddress own;

    public ExampleList(List<QueryFile> files, OwnAddress own) {
        this.files = List.copyOf(files);
        this.own = own;
    }

    @Override
    public void process(HttpAction action) {
        GuardedQuery.answer(action, () -> {
            String method = action.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                throw new Refusal(Problem.method("GET, HEAD, OPTIONS"));
            }
            JsonArray queries = new JsonArray();
            files.forEach(file -> queries.add(json(file, own.root(action.getRequest()))));
            JsonObject answer = new JsonObject();
            answer.put("queries", queries);
            try {
                action.setResponseContentType("application/json");
                action.getResponseOutputStream().write((JSON.toString(answer) + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static JsonObject json(QueryFile file, String root) {
        JsonObject query = new JsonObject();
        query.put("name", file.name());
        query.put("title", file.title());
        query.put("category", file.field("category"));
        query.put("question", file.field("question"));
        query.put("description", file.field("description"));
        query.put("keywords", array(file.keywords()));
        query.put("federatesWith", array(file.services()));
        String runAt = file.runAt();
        query.put("target", runAt == null ? root + "sparql" : runAt);
        if (runAt == null) {
            query.put("address", root + "api/queries/" + file.name());
        }
        JsonArray parameters = new JsonArray();
        for (Parameter parameter : file.parameters()) {
            JsonObject object = new JsonObject();
            object.put("name", parameter.name());
            object.put("type", parameter.type());
            object.put("default", parameter.preset());
            object.put("label", parameter.label());
            parameters.add(object);
        }
        query.put("parameters", parameters);
        query.put("query", file.text());
        return query;
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
