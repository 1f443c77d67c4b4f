package org.pfocr.rdf.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementData;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.bundled.Bundled;

/**
 * An example query with its header. The text is a whole query, which runs as it is; a value for a parameter takes the place
 * of the data in the VALUES block of the variable with the parameter's name, as a term and never as text.
 *
 * @param kind {@code examples} or {@code federated}
 * @param file name of the file without {@code .rq}
 * @param header the header's fields by name; of several lines with a name, the lines joined by a space
 * @param text the whole file
 */
public record QueryFile(String kind, String file, Map<String, String> header, List<Parameter> parameters, String text) {
    private static final Pattern FIELD =
            Pattern.compile("(?m)^# (title|category|question|description|keywords|param|run-at): (.*)$");
    private static final Pattern SERVICE = Pattern.compile("SERVICE\\s+(?:SILENT\\s+)?<([^>]+)>");
    private static final Pattern NUMBER = Pattern.compile("^[0-9]+-");

    /** Queries that a user starts from: those of this endpoint alone, then those that ask others too; by file name. */
    public static List<QueryFile> all() throws IOException {
        List<QueryFile> all = new ArrayList<>();
        for (String kind : List.of("examples", "federated")) {
            Bundled.queries(kind).forEach((file, text) -> all.add(of(kind, file, text)));
        }
        return all;
    }

    /**
     * Reads a file's header.
     *
     * @throws IllegalArgumentException when a parameter's line is not as it should be
     */
    public static QueryFile of(String kind, String file, String text) {
        Map<String, String> header = new TreeMap<>();
        List<Parameter> parameters = new ArrayList<>();
        for (Matcher line = FIELD.matcher(text); line.find(); ) {
            if (line.group(1).equals("param")) {
                parameters.add(Parameter.of(line.group(2)));
            } else {
                header.merge(line.group(1), line.group(2).strip(), (first, more) -> first + " " + more);
            }
        }
        return new QueryFile(kind, file, header, List.copyOf(parameters), text);
    }

    /** What the query is called in an address: the file's name without its number, which may change. */
    public String name() {
        return NUMBER.matcher(file).replaceFirst("");
    }

    /** The title; the name where there is none. */
    public String title() {
        return header.getOrDefault("title", name());
    }

    /** The text of a field of the header; empty where there is none. */
    public String field(String name) {
        return header.getOrDefault(name, "");
    }

    /** The words to find the query by. */
    public List<String> keywords() {
        return Stream.of(field("keywords").split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The endpoints that the query calls, sorted. */
    public List<String> services() {
        return SERVICE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    /** The endpoint at which to run the query, where that is another's, and null where it is ours. */
    public @Nullable String runAt() {
        return header.get("run-at");
    }

    /** The query as it stands. */
    public Query query() {
        return QueryFactory.create(text);
    }

    /** The terms that stand in the text for a parameter; empty where it has no VALUES block of its own. */
    public List<Node> presets(Parameter parameter) {
        List<Node> presets = new ArrayList<>();
        QueryTransformOps.transform(query(), new ElementTransformCopyBase() {
            @Override
            public Element transform(ElementData data) {
                if (isOf(data, parameter)) {
                    data.getRows()
                            .forEach(row -> presets.add(row.get(data.getVars().get(0))));
                }
                return data;
            }
        });
        return presets;
    }

    /**
     * The query with values in the place of those in its text.
     *
     * @param values for each parameter one or more; parameters that are not there keep the text's values
     * @throws BadParameter when a name is no parameter or a value does not fit
     */
    public Query bound(Map<String, List<String>> values) throws BadParameter {
        Map<String, Parameter> known = new LinkedHashMap<>();
        parameters.forEach(parameter -> known.put(parameter.name(), parameter));
        Map<Var, List<Binding>> rows = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> given : values.entrySet()) {
            Parameter parameter = known.get(given.getKey());
            if (parameter == null) {
                throw new BadParameter(given.getKey() + " is no parameter of " + name()
                        + (known.isEmpty() ? ", which has none" : ": it has " + String.join(", ", known.keySet())));
            }
            Node sample = presets(parameter).get(0);
            Var variable = Var.alloc(parameter.name());
            List<Binding> terms = new ArrayList<>();
            for (String value : given.getValue()) {
                terms.add(BindingFactory.binding(variable, parameter.term(value, sample)));
            }
            rows.put(variable, terms);
        }
        return QueryTransformOps.transform(query(), new ElementTransformCopyBase() {
            @Override
            public Element transform(ElementData data) {
                List<Binding> given =
                        data.getVars().size() == 1 ? rows.get(data.getVars().get(0)) : null;
                return given == null ? data : new ElementData(data.getVars(), given);
            }
        });
    }

    private static boolean isOf(ElementData data, Parameter parameter) {
        return data.getVars().size() == 1 && data.getVars().get(0).getVarName().equals(parameter.name());
    }
}
