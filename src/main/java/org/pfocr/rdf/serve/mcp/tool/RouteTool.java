package org.pfocr.rdf.serve.mcp.tool;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.jena.atlas.json.JsonObject;
import org.pfocr.rdf.serve.api.Parameter;
import org.pfocr.rdf.serve.api.Route;
import org.pfocr.rdf.serve.api.Values;
import org.pfocr.rdf.serve.http.Guard;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;

/**
 * A tool that asks a route of the program interface and tells the shorter half of its answer.
 *
 * @param lists parameters that take several texts
 * @param names the route's name of a parameter where the tool has a better one
 * @param always what the route is always asked for
 * @param shorter what an agent needs of the answer
 */
record RouteTool(
        String name,
        String title,
        String description,
        Route route,
        List<Parameter> parameters,
        Set<String> lists,
        Map<String, String> names,
        Map<String, Object> always,
        JsonObject schema,
        UnaryOperator<JsonObject> shorter)
        implements Tool {
    @Override
    public JsonObject answer(Values values, Asked asked) {
        Map<String, Object> arguments = new HashMap<>(always);
        for (Parameter parameter : parameters) {
            List<String> given = values.all(parameter.name());
            String byDefault = parameter.byDefault();
            if (given.isEmpty() && byDefault != null) {
                given = List.of(byDefault);
            }
            arguments.put(names.getOrDefault(parameter.name(), parameter.name()), given);
        }
        try {
            return shorter.apply(route.answer(Values.of(route.parameters(), arguments), asked.lease(), asked.running())
                    .json());
        } catch (Refusal e) {
            Problem problem = Guard.problem(e);
            Object theirs = problem.more().get("parameter");
            if (theirs == null) {
                throw e;
            }
            String ours = names.entrySet().stream()
                    .filter(name -> name.getValue().equals(theirs))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(theirs.toString());
            throw Values.wrong(ours, problem.detail());
        }
    }
}
