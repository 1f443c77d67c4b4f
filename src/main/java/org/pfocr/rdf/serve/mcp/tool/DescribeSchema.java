package org.pfocr.rdf.serve.mcp.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.schema.DataSchema;
import org.pfocr.rdf.schema.DataSchema.Use;
import org.pfocr.rdf.serve.api.Parameter;
import org.pfocr.rdf.serve.api.Values;
import org.pfocr.rdf.vocab.Pfocr;
import org.pfocr.rdf.vocab.Terms;

/** What the data are like: as a whole, or a class. */
public final class DescribeSchema implements Tool {
    /** Classes of the data proper, in the order in which one meets them. */
    static final List<Node> MAIN = List.of(
            Pfocr.PathwayFigure,
            Terms.FABIO_JOURNAL_ARTICLE,
            Pfocr.GeneMention,
            Pfocr.ChemicalMention,
            Pfocr.DiseaseMention,
            Pfocr.Gene,
            Pfocr.GeneGroup,
            Pfocr.Chemical,
            Pfocr.Disease,
            Pfocr.Organism,
            Pfocr.OrganismMatch,
            Pfocr.FigureAnnotation,
            Pfocr.Lexicon);

    @Override
    public String name() {
        return "describe_schema";
    }

    @Override
    public String title() {
        return "Describe the data";
    }

    @Override
    public String description() {
        return "What the data are like, for writing SPARQL: prefixes, classes with their numbers and properties, how to join"
                + " them, and what goes wrong often. With class: its properties with numbers, what they lead to, and an"
                + " example.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.text("class", "A class, such as Gene or pfocr:PathwayFigure. Without it, the whole."));
    }

    @Override
    public JsonObject schema() {
        JsonObject schema = Json.schema(
                "class",
                "string",
                "definition",
                "string",
                "instances",
                "integer",
                "example",
                "string",
                "prefixes",
                "string",
                "joins",
                "string[]",
                "traps",
                "string[]");
        Json.with(
                schema,
                "classes",
                Json.schema("class", "string", "instances", "integer", "definition", "string", "properties", "string"));
        return Json.with(
                schema,
                "properties",
                Json.schema("property", "string", "triples", "integer", "to", "string", "definition", "string"));
    }

    @Override
    public JsonObject answer(Values values, Asked asked) {
        DataSchema schema = DataSchema.of(asked.dataset());
        String name = values.text("class");
        if (name == null) {
            return whole(schema);
        }
        Node type = schema.term(name);
        if (type == null || !schema.classes().containsKey(type)) {
            throw Values.wrong(
                    "class",
                    "There is no class \"" + name + "\" in the data. There are: "
                            + schema.classes().keySet().stream()
                                    .map(DataSchema::name)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return ofClass(type, schema, new Look(asked.dataset()));
    }

    private static JsonObject whole(DataSchema schema) {
        JsonArray classes = new JsonArray();
        for (Node type : MAIN) {
            Long instances = schema.classes().get(type);
            if (instances != null) {
                JsonObject json = new JsonObject();
                json.put("class", DataSchema.name(type));
                json.put("instances", instances);
                Json.put(json, "definition", schema.meaning(type).definition());
                json.put("properties", properties(type, schema));
                classes.add(json);
            }
        }
        JsonObject answer = new JsonObject();
        answer.put("prefixes", Guide.prefixes());
        answer.put("classes", classes);
        answer.put("joins", Json.texts(Guide.joins()));
        answer.put("traps", Json.texts(Guide.traps()));
        return answer;
    }

    /** In a line: each property, and with an arrow the classes that it leads to. */
    static String properties(Node type, DataSchema schema) {
        return schema.properties(type).entrySet().stream()
                .filter(property -> !property.getKey().equals(Terms.RDF_TYPE))
                .map(property -> DataSchema.name(property.getKey())
                        + ours(property.getValue()).stream()
                                .map(DataSchema::name)
                                .collect(Collectors.joining("|", " → ", ""))
                                .replaceFirst(" → $", ""))
                .collect(Collectors.joining(", "));
    }

    /** The classes that a property leads to, without those that say the same in other words. */
    private static List<Node> ours(Use use) {
        return MAIN.stream().filter(use.classes()::containsKey).toList();
    }

    private static JsonObject ofClass(Node type, DataSchema schema, Look look) {
        JsonObject answer = new JsonObject();
        answer.put("class", DataSchema.name(type));
        Json.put(
                answer,
                "definition",
                (schema.meaning(type).definition() + " " + schema.meaning(type).comment()).strip());
        Json.put(answer, "instances", schema.classes().get(type));
        JsonArray properties = new JsonArray();
        for (Map.Entry<Node, Use> property : schema.properties(type).entrySet()) {
            JsonObject json = new JsonObject();
            json.put("property", DataSchema.name(property.getKey()));
            json.put("triples", property.getValue().triples());
            Json.put(json, "to", objects(property.getValue()));
            Json.put(json, "definition", schema.meaning(property.getKey()).definition());
            properties.add(json);
        }
        answer.put("properties", properties);
        look.subjects(Terms.RDF_TYPE, type, 1).stream()
                .findFirst()
                .ifPresent(example -> Json.put(answer, "example", example));
        return answer;
    }

    private static String objects(Use use) {
        List<String> to = new ArrayList<>();
        List<Node> ours = ours(use);
        (ours.isEmpty() ? use.classes().keySet() : ours).forEach(type -> to.add(DataSchema.name(type)));
        use.datatypes().keySet().forEach(type -> to.add(DataSchema.name(type)));
        return to.isEmpty() ? "IRIs" : String.join(", ", to);
    }
}
