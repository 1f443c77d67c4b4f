package org.pfocr.rdf.serve.mcp.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.atlas.json.JsonArray;
import org.apache.jena.atlas.json.JsonObject;
import org.pfocr.rdf.bundled.Bundled;
import org.pfocr.rdf.serve.api.Parameter;
import org.pfocr.rdf.serve.api.Values;

/** The example queries that come with the program, by the words of what they answer. */
public final class ExampleQueries implements Tool {
    private static final Pattern HEADER = Pattern.compile("(?m)^# (title|category|description): (.*)\\R?");
    private static final int TITLE_WEIGHT = 4;
    private static final int DESCRIPTION_WEIGHT = 2;
    private static final int MOST = 40;
    private static final int MIN_STEM = 4;

    /** An example: what it answers, and how. */
    public record Example(String name, String title, String description, String query) {
        /** How well it fits some words; 0 where not at all. */
        private int fit(List<String> words) {
            int fit = 0;
            for (String word : words) {
                fit += has(title, word) ? TITLE_WEIGHT : 0;
                fit += has(description, word) ? DESCRIPTION_WEIGHT : 0;
                fit += has(query, word) ? 1 : 0;
            }
            return fit;
        }

        /** By the beginnings of words, so that plurals and the like match. */
        private static boolean has(String text, String word) {
            String stem = word.length() > MIN_STEM ? word.substring(0, Math.max(MIN_STEM, word.length() - 2)) : word;
            return text.toLowerCase(Locale.ROOT).contains(stem);
        }
    }

    private final Map<String, Example> examples = new TreeMap<>();

    public ExampleQueries() {
        for (String kind : List.of("examples", "federated")) {
            try {
                Bundled.queries(kind)
                        .forEach((name, text) -> examples.put(kind + "-" + name, example(kind + "-" + name, text)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Example example(String name, String text) {
        Map<String, String> header = new TreeMap<>();
        for (Matcher line = HEADER.matcher(text); line.find(); ) {
            header.put(line.group(1), line.group(2).strip());
        }
        return new Example(
                name,
                header.getOrDefault("title", name),
                header.getOrDefault("description", ""),
                HEADER.matcher(text).replaceAll("").strip());
    }

    /** All that there are, by name. */
    public Map<String, Example> all() {
        return examples;
    }

    @Override
    public String name() {
        return "example_queries";
    }

    @Override
    public String title() {
        return "Example queries";
    }

    @Override
    public String description() {
        return "SPARQL queries that are known to work, with what they answer. Look here before you write SPARQL, and change"
                + " the nearest one. Without words, lists all titles.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                Parameter.text(
                        "words", "Words of the question, such as: genes drawn with a gene. Or an example's name."),
                Parameter.number("limit", 2, 1, MOST, "How many examples to give, with their queries."));
    }

    @Override
    public JsonObject schema() {
        return Json.with(
                Json.schema("note", "string"),
                "examples",
                Json.schema("name", "string", "title", "string", "description", "string", "query", "string"));
    }

    @Override
    public JsonObject answer(Values values, Asked asked) {
        String text = values.text("words");
        JsonArray found = new JsonArray();
        JsonObject answer = new JsonObject();
        if (text == null) {
            examples.values().forEach(example -> found.add(json(example, false)));
        } else {
            List<String> words = Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                    .filter(word -> word.length() > 2)
                    .toList();
            List<Example> matches = examples.values().stream()
                    .filter(example -> example.name.equals(text.strip()) || example.fit(words) > 0)
                    .sorted(Comparator.comparing((Example example) -> !example.name.equals(text.strip()))
                            .thenComparing(example -> -example.fit(words))
                            .thenComparing(Example::name))
                    .toList();
            matches.stream().limit(values.number("limit")).forEach(example -> found.add(json(example, true)));
            if (matches.isEmpty()) {
                answer.put("note", "No example has these words. Ask without words for all titles.");
            }
        }
        answer.put("examples", found);
        return answer;
    }

    private static JsonObject json(Example example, boolean whole) {
        JsonObject json = new JsonObject();
        json.put("name", example.name);
        json.put("title", example.title);
        if (whole) {
            Json.put(json, "description", example.description);
            json.put("query", example.query);
        }
        return json;
    }
}
