package org.pfocr.rdf.serve.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonException;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.atlas.json.JsonValue;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.api.Parameter.Kind;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.WellFormed;

/** What a request asks for, checked against its parameters: of the address, of a form, or of a JSON object. */
public final class Values {
    /** Of every request; they say nothing of what is asked. */
    private static final Set<String> OF_ALL = Set.of("format", "timeout");

    /** Attribute of a request: the text of its JSON, which can be read only once. */
    private static final String BODY = "org.pfocr.rdf.api.body";

    private final Map<String, Parameter> declared = new LinkedHashMap<>();
    private final Map<String, List<String>> given = new LinkedHashMap<>();
    private final String path;
    private final Set<String> ofAll;

    private Values(List<Parameter> parameters, Set<String> ofAll, String path) {
        this.path = path;
        this.ofAll = ofAll;
        parameters.forEach(parameter -> declared.put(parameter.name(), parameter));
    }

    /**
     * Values that come otherwise than by an address or a form.
     *
     * @param arguments names and values: texts, numbers, yes or no, and lists of these; null is as if it were not there
     * @throws Refusal with status 400 that names the parameter and says what to change
     */
    public static Values of(List<Parameter> parameters, Map<String, ?> arguments) {
        Values values = new Values(parameters, Set.of(), "");
        arguments.forEach((name, value) -> values.add(name, plainTexts(name, value)));
        values.declared.values().forEach(values::check);
        return values;
    }

    private static List<String> plainTexts(String name, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .flatMap(part -> plainTexts(name, part).stream())
                    .toList();
        }
        if (value instanceof Map) {
            throw notPlain(name);
        }
        return value == null ? List.of() : List.of(value.toString());
    }

    private static Refusal notPlain(String name) {
        return wrong(name, "\"" + name + "\" is a text, a number, or an array of these.");
    }

    /**
     * Reads a request.
     *
     * @param parameters that there are
     * @param path behind the route's own; empty where there is nothing
     * @throws Refusal with status 400 that names the parameter and says what to change
     */
    static Values of(List<Parameter> parameters, String path, HttpServletRequest request) throws IOException {
        Values values = new Values(parameters, OF_ALL, path);
        request.getParameterMap().forEach((name, texts) -> values.add(name, List.of(texts)));
        String type = request.getContentType();
        if (request.getMethod().equals("POST") && type != null && type.strip().startsWith("application/json")) {
            String body = Objects.requireNonNullElse((String) request.getAttribute(BODY), "");
            if (body.isEmpty()) {
                body = WellFormed.query(request);
                request.setAttribute(BODY, body);
            }
            values.addJson(body);
        }
        values.declared.values().forEach(values::check);
        return values;
    }

    private void add(String name, List<String> texts) {
        if (ofAll.contains(name)) {
            return;
        }
        if (!declared.containsKey(name)) {
            List<String> known = new ArrayList<>(new TreeSet<>(declared.keySet()));
            known.addAll(new TreeSet<>(ofAll));
            throw wrong(
                    name, "There is no parameter \"" + name + "\" here. There are: " + String.join(", ", known) + ".");
        }
        // An empty field of a form says nothing.
        given.merge(
                name,
                texts.stream()
                        .filter(text -> !text.isBlank())
                        .map(String::strip)
                        .toList(),
                Values::joined);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    private void addJson(String body) {
        JsonObject object;
        try {
            object = JSON.parse(body);
        } catch (JsonException | ClassCastException | StackOverflowError e) {
            throw new Refusal(Problem.of(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Bad JSON",
                    "The body is not a JSON object with the names of the parameters."));
        }
        object.forEach((name, value) -> add(name, texts(name, value)));
    }

    private static List<String> texts(String name, JsonValue value) {
        if (value.isArray()) {
            return value.getAsArray().stream()
                    .flatMap(part -> texts(name, part).stream())
                    .toList();
        }
        if (value.isNull()) {
            return List.of();
        }
        if (value.isObject()) {
            throw notPlain(name);
        }
        return List.of(value.isString() ? value.getAsString().value() : value.toString());
    }

    private void check(Parameter parameter) {
        List<String> texts = all(parameter.name());
        if (texts.isEmpty() && parameter.isRequired()) {
            throw wrong(parameter.name(), "Give \"" + parameter.name() + "\": " + parameter.description());
        }
        int length = texts.stream().mapToInt(String::length).sum();
        if (parameter.kind() == Kind.TEXT && length > parameter.most()) {
            throw wrong(
                    parameter.name(),
                    "\"" + parameter.name() + "\" has more than " + parameter.most() + " characters, the limit.");
        }
        if (!parameter.choice().isEmpty()) {
            texts.stream()
                    .filter(text -> !parameter.choice().contains(text))
                    .findFirst()
                    .ifPresent(text -> {
                        throw wrong(
                                parameter.name(),
                                "\"" + parameter.name() + "\" is one of: " + String.join(", ", parameter.choice())
                                        + ".");
                    });
        }
        if (parameter.kind() == Kind.NUMBER) {
            texts.forEach(text -> number(parameter, text));
        }
    }

    private static int number(Parameter parameter, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= parameter.least() && number <= parameter.most()) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw wrong(
                parameter.name(),
                "\"" + parameter.name() + "\" is a whole number from " + parameter.least() + " to " + parameter.most()
                        + ".");
    }

    /** What is answered where a value is wrong in itself or beside the others: status 400, with the parameter's name. */
    public static Refusal wrong(String parameter, String whatToChange) {
        return new Refusal(new Problem(
                HttpServletResponse.SC_BAD_REQUEST, "Wrong parameter", whatToChange, Map.of("parameter", parameter)));
    }

    /** What stands behind the route's own path; empty where there is nothing. */
    public String path() {
        return path;
    }

    /** All values of a parameter, in their order; not its default. */
    public List<String> all(String name) {
        return given.getOrDefault(name, List.of());
    }

    /** The value of a parameter, or its default; null where there is neither. The first of several. */
    public @Nullable String text(String name) {
        List<String> texts = all(name);
        return texts.isEmpty() ? declared(name).byDefault() : texts.get(0);
    }

    /** The value of a parameter that is required or has a default. */
    public String required(String name) {
        return Objects.requireNonNull(text(name));
    }

    /** The number of a parameter that has a default. */
    public int number(String name) {
        return number(declared(name), required(name));
    }

    /** The number of a parameter, or its default; null where there is neither. */
    public @Nullable Integer numberOrNull(String name) {
        String text = text(name);
        return text == null ? null : (Integer) number(declared(name), text);
    }

    private Parameter declared(String name) {
        return Objects.requireNonNull(declared.get(name), name);
    }

    /** Stands for all that was asked, whatever the order. */
    String key() {
        return new TreeMap<>(given).toString();
    }
}
