package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfocr.rdf.TestData;

/**
 * Questions of biologists, each answered by a chain of tool calls that was written down. A call takes values of earlier results:
 * {@code $1/entities/0/iri} is a value of the first call's, and a star stands for every item; within a query it stands in
 * <code>${}</code>. What the chain finds must be the answer, and so must be what a query of its own, the truth, finds in the store.
 * A query of a chain uses only properties and classes that the calls before it told of.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AgentQuestionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FILE = Path.of("src/test/resources/agents/questions.json");
    private static final int LEAST_QUESTIONS = 60;
    private static final double MOST_CALLS = 4;
    private static final double MOST_CHARACTERS = 8_000;

    private static final Pattern WITHIN = Pattern.compile("\\$\\{([^}]+)\\}");
    private static final Pattern NAME = Pattern.compile("\\b(?:pfocr|wp|dcterms|rdfs|skos|schema):\\w+");
    private static final Pattern PREFIX_LINE = Pattern.compile("PREFIX .*\\n");

    @TempDir
    private Path folder;

    private record Asking(Server server, String prefixes) {}

    @ParameterizedTest
    @CsvSource({"sample,", "v1,pfocr-v1", "v2,pfocr-v2"})
    void everyQuestionIsAnswered(String data, String real) throws Exception {
        Path input = real == null ? TestData.SAMPLE : TestData.real(real);
        JsonNode all = JSON.readTree(FILE.toFile());
        assertThat(all.size()).isGreaterThanOrEqualTo(LEAST_QUESTIONS);
        List<JsonNode> questions = new ArrayList<>();
        all.forEach(question -> {
            if (question.get("data").asText().equals(data)) {
                questions.add(question);
            }
        });
        String db = folder.resolve("db").toString();
        Program.Result loaded = Program.run("load", input.toString(), "--db", db, "--quiet");
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        int calls = 0;
        int characters = 0;
        SoftAssertions softly = new SoftAssertions();
        Server started = Server.start(
                "--db",
                db,
                "--warm-up",
                "0",
                "--client-rate",
                "0",
                "--client-queries",
                "0",
                "--client-connections",
                "0");
        try (started) {
            JsonNode schema = call(started, "describe_schema", JSON.createObjectNode());
            Asking asking =
                    new Asking(started, schema.at("/structuredContent/prefixes").asText());
            if (real == null) {
                Set<String> tools = new TreeSet<>();
                at("$1/tools/*/name", List.of(rpc(started, "tools/list", Map.of())))
                        .forEach(name -> tools.add(name.asText()));
                assertThat(new TreeSet<>(all.findValuesAsText("tool"))).isEqualTo(tools);
            }
            for (JsonNode question : questions) {
                calls += question.get("calls").size();
                characters += replay(question, asking, softly);
            }
        }
        softly.assertAll();
        double callsEach = (double) calls / questions.size();
        double charactersEach = (double) characters / questions.size();
        System.out.printf(
                Locale.ROOT,
                "AgentQuestionsTest: %s: %d questions, %.2f calls and %.0f characters of results each%n",
                data,
                questions.size(),
                callsEach,
                charactersEach);
        assertThat(callsEach).isLessThanOrEqualTo(MOST_CALLS);
        assertThat(charactersEach).isLessThanOrEqualTo(MOST_CHARACTERS);
    }

    /** Asks a question by its chain. Returns the characters of all results. */
    private static int replay(JsonNode question, Asking asking, SoftAssertions softly) throws Exception {
        String what = question.get("question").asText();
        int characters = 0;
        List<JsonNode> results = new ArrayList<>();
        for (JsonNode call : question.get("calls")) {
            JsonNode arguments = filled(call.get("arguments"), results);
            String query = PREFIX_LINE.matcher(arguments.path("query").asText()).replaceAll("");
            for (Matcher name = NAME.matcher(query); name.find(); ) {
                softly.assertThat(results.toString())
                        .as("%s: told of before it is used", what)
                        .contains(name.group());
            }
            JsonNode result = call(asking.server, call.get("tool").asText(), arguments);
            String text = result.at("/content/0/text").asText();
            softly.assertThat(result.get("isError").asBoolean())
                    .as("%s: %s", what, text)
                    .isFalse();
            characters += text.length();
            results.add(result.path("structuredContent"));
        }
        Set<String> found = new TreeSet<>();
        for (JsonNode place : question.get("found")) {
            at(place.asText(), results).forEach(value -> found.add(value.asText()));
        }
        Set<String> answer = new TreeSet<>();
        question.get("answer").forEach(value -> answer.add(value.asText()));
        softly.assertThat(found).as(what).isNotEmpty().isEqualTo(answer);
        softly.assertThat(truth(question, asking)).as("the truth of: %s", what).isEqualTo(answer);
        return characters;
    }

    private static Set<String> truth(JsonNode question, Asking asking) throws Exception {
        HttpResponse<String> response = asking.server.query(
                asking.prefixes + "\n" + question.get("truth").asText(), "application/sparql-results+json");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        Set<String> truth = new TreeSet<>();
        for (JsonNode row : JSON.readTree(response.body()).at("/results/bindings")) {
            truth.add(row.at("/answer/value").asText());
        }
        return truth;
    }

    /** Arguments with the values of earlier results in their places. */
    private static JsonNode filled(JsonNode arguments, List<JsonNode> results) {
        if (arguments.isArray()) {
            ArrayNode copy = JSON.createArrayNode();
            arguments.forEach(each -> copy.add(filled(each, results)));
            return copy;
        }
        if (arguments.isObject()) {
            ObjectNode copy = JSON.createObjectNode();
            arguments.properties().forEach(each -> copy.set(each.getKey(), filled(each.getValue(), results)));
            return copy;
        }
        String text = arguments.asText();
        if (text.matches("\\$\\d/.*")) {
            return at(text, results).get(0);
        }
        return arguments.isTextual()
                ? JSON.getNodeFactory()
                        .textNode(WITHIN.matcher(text)
                                .replaceAll(place -> Matcher.quoteReplacement(
                                        at("$" + place.group(1), results).get(0).asText())))
                : arguments;
    }

    /** The values at a place, in order; a missing value where a part of it is missing. */
    private static List<JsonNode> at(String place, List<JsonNode> results) {
        String[] steps = place.substring(1).split("/");
        List<JsonNode> values = List.of(results.get(Integer.parseInt(steps[0]) - 1));
        for (int i = 1; i < steps.length; i++) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode value : values) {
                if (steps[i].equals("*")) {
                    value.forEach(next::add);
                } else {
                    next.add(value.at("/" + steps[i]));
                }
            }
            values = next;
        }
        return values;
    }

    private static JsonNode call(Server server, String tool, JsonNode arguments) throws Exception {
        return rpc(server, "tools/call", Map.of("name", tool, "arguments", arguments));
    }

    private static JsonNode rpc(Server server, String method, Object parameters) throws Exception {
        HttpResponse<String> response = server.send(
                "POST",
                "/mcp",
                BodyPublishers.ofString(JSON.writeValueAsString(
                        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", parameters))),
                "Content-Type",
                "application/json",
                "Accept",
                "application/json, text/event-stream");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).get("result");
    }
}
