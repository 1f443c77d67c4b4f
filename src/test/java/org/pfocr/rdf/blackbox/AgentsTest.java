package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfocr.rdf.TestData;

/** The Model Context Protocol from outside: over HTTP, and over standard input and output. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class AgentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SESSIONS = 100;
    private static final int FUZZED = 400;

    @TempDir
    private static Path folder;

    private static String db;
    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        db = folder.resolve("db").toString();
        Program.Result result = Program.run("load", TestData.SAMPLE.toString(), "--db", db, "--quiet");
        assertThat(result.exitCode()).as(result.err()).isZero();
        server = Server.start(
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
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> post(String message, String... headers) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("Content-Type", "application/json", "Accept", "application/json, text/event-stream"));
        all.addAll(List.of(headers));
        return server.send("POST", "/mcp", BodyPublishers.ofString(message), all.toArray(String[]::new));
    }

    private static String message(String method, Object parameters) throws Exception {
        Map<String, Object> message = new HashMap<>(Map.of("jsonrpc", "2.0", "id", 1, "method", method));
        message.put("params", parameters);
        return JSON.writeValueAsString(message);
    }

    private static JsonNode result(String method, Object parameters) throws Exception {
        HttpResponse<String> response = post(message(method, parameters));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = JSON.readTree(response.body());
        assertThat(answer.has("result")).as(response.body()).isTrue();
        return answer.get("result");
    }

    private static JsonNode call(String tool, Object arguments) throws Exception {
        return result("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    @Test
    void itIntroducesItself() throws Exception {
        JsonNode result = result(
                "initialize",
                Map.of(
                        "protocolVersion", "2025-06-18",
                        "capabilities", Map.of(),
                        "clientInfo", Map.of("name", "test", "version", "1")));
        assertThat(result.get("protocolVersion").asText()).isEqualTo("2025-06-18");
        assertThat(result.get("instructions").asText()).contains("find_entity");
        HttpResponse<String> noted = post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        assertThat(noted.statusCode()).isEqualTo(202);
        assertThat(noted.body()).isEmpty();
    }

    /** A call of each tool, with a part of its answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "find_entity|{'name':'tp53'}|ncbigene/7157",
                "find_entity|{'name':'p53','kind':'gene'}|ncbigene/7157",
                "find_entity|{'name':'MESH:D003924'}|Diabetes Mellitus, Type 2",
                "find_entity|{'name':'http://purl.uniprot.org/geneid/7157'}|\"TP53\"",
                "find_entity|{'name':'AKT','kind':'family'}|groups/",
                "search_figures|{'words':'apoptosis'}|The two roads to apoptosis",
                "figures_with|{'genes':['TP53','MDM2']}|\"total\":1",
                "get_figure|{'figure':'PMC90000005__sample-05-g003'}|\"totalGenes\":12",
                "partners|{'thing':'TP53','limit':2}|BAX",
                "similar_figures|{'figure':'PMC90000005__sample-05-g003'}|The two roads to apoptosis",
                "enrich_genes|{'genes':['TP53','MDM2','XX1']}|p53 after DNA damage",
                "example_queries|{'words':'genes drawn together'}|04-genes-drawn-with-a-gene",
                "example_queries|{}|examples-01",
                "describe_schema|{}|pfocr:PathwayFigure",
                "describe_schema|{'class':'Gene'}|pfocr:Organism",
                "run_sparql|{'query':'SELECT * { ?s a ?c }','limit':2}|are left out",
                "run_sparql|{'query':'ASK { ?s a ?c }'}|\"answer\":true",
                "run_sparql|{'query':'CONSTRUCT WHERE { ?s a ?c }','limit':2}|\"total\":1"
            })
    void everyToolAnswersByItsSchema(String tool, String arguments, String part) throws Exception {
        JsonNode result = call(tool, JSON.readTree(arguments.replace('\'', '"')));
        String text = result.get("content").get(0).get("text").asText();
        assertThat(result.get("isError").asBoolean()).as(text).isFalse();
        assertThat(text).contains(part);
        assertThat(JSON.readTree(text)).isEqualTo(result.get("structuredContent"));
        JsonNode schema = tool(tool).get("outputSchema");
        List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(closed(schema).toString(), InputFormat.JSON)
                .validate(result.get("structuredContent").toString(), InputFormat.JSON);
        assertThat(errors).isEmpty();
    }

    /** The schema with nothing allowed that it does not name, so that an answer holds nothing undeclared. */
    private static JsonNode closed(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        for (JsonNode object : copy.findParents("properties")) {
            ((ObjectNode) object).put("additionalProperties", false);
        }
        return copy;
    }

    private static JsonNode tool(String name) throws Exception {
        for (JsonNode tool : result("tools/list", Map.of()).get("tools")) {
            if (tool.get("name").asText().equals(name)) {
                return tool;
            }
        }
        throw new AssertionError("no tool " + name);
    }

    @Test
    void everyToolOnlyReads() throws Exception {
        JsonNode tools = result("tools/list", Map.of()).get("tools");
        assertThat(tools.findValuesAsText("name"))
                .contains("find_entity", "search_figures", "get_figure", "figures_with", "similar_figures")
                .contains("enrich_genes", "partners", "describe_schema", "example_queries", "run_sparql");
        for (JsonNode tool : tools) {
            assertThat(tool.get("annotations").get("readOnlyHint").asBoolean()).isTrue();
            assertThat(tool.get("description").asText()).hasSizeGreaterThan(60);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "find_entity|{}|name",
                "find_entity|{'nam':'TP53'}|nam",
                "find_entity|{'name':'TP53','limit':'many'}|limit",
                "find_entity|{'name':{'a':1}}|name",
                "search_figures|{'words':'x','year':'soon'}|year",
                "search_figures|{'words':'x','sort':'best'}|sort",
                "figures_with|{'genes':['NOSUCH1']}|genes",
                "figures_with|{'organism':'Nobody nowhere'}|organism",
                "get_figure|{'figure':'PMC0__x'}|figure",
                "similar_figures|{'figure':'PMC0__x'}|figure",
                "partners|{'thing':'NOSUCH1'}|thing",
                "enrich_genes|{'genes':['NOSUCH1']}|genes",
                "describe_schema|{'class':'Nothing'}|class",
                "example_queries|{'limit':0}|limit",
                "run_sparql|{'limit':1}|query"
            })
    void aWrongArgumentIsNamed(String tool, String arguments, String argument) throws Exception {
        JsonNode result = call(tool, JSON.readTree(arguments.replace('\'', '"')));
        assertThat(result.get("isError").asBoolean()).isTrue();
        assertThat(result.get("content").get(0).get("text").asText()).startsWith("Wrong parameter " + argument + ". ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * { ?s wq:organism ?o }|wp:",
                "SELECT * { ?s a }|line 1, column",
                "INSERT DATA { <a:a> <b:b> 1 }|nothing can be written",
                "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }|not allowed",
                "SELECT * FROM <http://example.org/g> { ?s ?p ?o }|There is no graph",
                "SELECT (<java:java.lang.System>(1) AS ?x) {}|java"
            })
    void aQueryThatCannotRunSaysWhy(String query, String part) throws Exception {
        JsonNode result = call("run_sparql", Map.of("query", query));
        String text = result.get("content").get(0).get("text").asText();
        assertThat(result.get("isError").asBoolean()).as(text).isTrue();
        assertThat(text).containsIgnoringCase(part);
    }

    /** A query that a program wrote, a part of the hint that it must get, and a query that follows the hint. */
    record Broken(String query, String hint, String mended) {}

    static List<Broken> brokenQueries() throws Exception {
        List<Broken> all = new ArrayList<>();
        String text = Files.readString(Path.of("src/test/resources/agents/broken-queries.txt"), StandardCharsets.UTF_8);
        for (String block : text.replaceAll("(?m)^#.*\\R", "").strip().split("\\n\\n+")) {
            String[] lines = block.strip().split("\\n(hint|mended): ", -1);
            all.add(new Broken(lines[0], lines[1], lines[2]));
        }
        assertThat(all).hasSize(40);
        return all;
    }

    @ParameterizedTest
    @MethodSource("brokenQueries")
    void aBrokenQueryGetsAHintThatHelps(Broken broken) throws Exception {
        String prefixes = call("describe_schema", Map.of())
                        .get("structuredContent")
                        .get("prefixes")
                        .asText() + "\n";
        JsonNode result = call("run_sparql", Map.of("query", prefixes + broken.query));
        assertThat(result.path("structuredContent").path("hints").toString().replace("\\\"", "\""))
                .as(result.toString())
                .contains(broken.hint);
        JsonNode mended = call("run_sparql", Map.of("query", prefixes + broken.mended, "limit", 1));
        assertThat(mended.path("structuredContent").path("total").asInt())
                .as(mended.toString())
                .isPositive();
    }

    @Test
    void theSameHintsAreOnTheCommandLineAndOverHttp() throws Exception {
        String query = "PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#> SELECT * { ?s pfocr:hasGene ?o }";
        Program.Result checked = Program.run("query", "--db", db, "--check", "-e", query);
        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.out()).contains("pfocr:mentionsGene");
        HttpResponse<String> response = server.send(
                "POST",
                "/sparql?hints=true",
                BodyPublishers.ofString(query),
                "Content-Type",
                "application/sparql-query");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Query-Hint").orElse(""))
                .isEqualTo(checked.out().strip());
        assertThat(server.send(
                                "POST",
                                "/sparql",
                                BodyPublishers.ofString(query),
                                "Content-Type",
                                "application/sparql-query")
                        .headers()
                        .firstValue("Query-Hint"))
                .isEmpty();
    }

    /** The program's own queries have nothing odd. */
    @Test
    void goodQueriesGetNoHints() throws Exception {
        for (JsonNode example :
                call("example_queries", Map.of()).get("structuredContent").get("examples")) {
            String name = example.get("name").asText();
            if (name.startsWith("examples-")) {
                JsonNode whole = call("example_queries", Map.of("words", name, "limit", 1));
                String query = whole.get("structuredContent")
                        .get("examples")
                        .get(0)
                        .get("query")
                        .asText();
                if (query.contains("CONSTRUCT")) {
                    Program.Result checked = Program.run("query", "--db", db, "--check", "-e", query);
                    assertThat(checked.out()).as(name).isEmpty();
                } else { // Only a table without rows comes with hints.
                    HttpResponse<String> answer = server.get("/sparql?hints=true&query="
                            + URLEncoder.encode(query + "\nVALUES ?none {}", StandardCharsets.UTF_8));
                    assertThat(answer.statusCode()).as(name + answer.body()).isEqualTo(200);
                    assertThat(answer.headers().allValues("Query-Hint"))
                            .as(name)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void resourcesAndThePromptAreThere() throws Exception {
        JsonNode resources = result("resources/list", Map.of()).get("resources");
        assertThat(resources.size()).isGreaterThan(10);
        for (JsonNode resource : resources) {
            JsonNode read =
                    result("resources/read", Map.of("uri", resource.get("uri").asText()));
            assertThat(read.get("contents").get(0).get("text").asText()).isNotBlank();
        }
        String figure = "https://pfocr.wikipathways.org/figures/PMC90000005__sample-05-g003.html";
        assertThat(result("resources/read", Map.of("uri", figure)).toString()).contains("TP53");
        assertThat(result("prompts/get", Map.of("name", "answer_question", "arguments", Map.of("question", "Which?")))
                        .toString())
                .contains("Which?");
        String whole = server.get("/llms-full.txt").body();
        assertThat(whole).contains("pfocr:PathwayFigure (20)").contains("```sparql");
        assertThat(server.get("/llms.txt").body()).contains(server.endpoint().replaceFirst("sparql$", "mcp"));
    }

    @Test
    void pagesOfOtherSitesMayNotAsk() throws Exception {
        String ping = message("ping", Map.of());
        assertThat(post(ping, "Origin", "https://example.org").statusCode()).isEqualTo(403);
        assertThat(post(ping, "Origin", "null").statusCode()).isEqualTo(403);
        String own = server.endpoint().replaceFirst("/sparql$", "");
        assertThat(post(ping, "Origin", own).statusCode()).isEqualTo(200);
        assertThat(post(ping, "MCP-Protocol-Version", "1999-01-01").statusCode())
                .isEqualTo(400);
        assertThat(server.get("/mcp").statusCode()).isEqualTo(405);
    }

    @Test
    void noMessageEndsInAFailure() throws Exception {
        long seed = System.nanoTime();
        System.out.println("AgentsTest: seed " + seed);
        Random random = new Random(seed);
        List<String> seeds = List.of(
                message("tools/call", Map.of("name", "find_entity", "arguments", Map.of("name", "TP53", "limit", 3))),
                message(
                        "tools/call",
                        Map.of("name", "run_sparql", "arguments", Map.of("query", "SELECT * { ?s a ?c }"))),
                message("resources/read", Map.of("uri", "https://pfocr.wikipathways.org/ontology")),
                message("prompts/get", Map.of("name", "answer_question", "arguments", Map.of("question", "x"))),
                message("initialize", Map.of("protocolVersion", "2025-06-18")));
        String signs = "{}[]\",:0123\\nultrue \u0000\u2028ü";
        for (int i = 0; i < FUZZED; i++) {
            StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int n = random.nextInt(6); n >= 0; n--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, signs.charAt(random.nextInt(signs.length())));
                    default -> text.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
                }
            }
            HttpResponse<String> response = post(text.toString());
            assertThat(response.statusCode()).as(text.toString()).isLessThan(500);
            if (!response.body().isEmpty()) {
                assertThat(JSON.readTree(response.body()).get("jsonrpc").asText())
                        .isEqualTo("2.0");
            }
        }
        assertThat(post("[".repeat(100_000)).statusCode()).isEqualTo(400);
        assertThat(post(message(
                                "tools/call",
                                Map.of("name", "find_entity", "arguments", Map.of("name", "x".repeat(3 << 20)))))
                        .statusCode())
                .isEqualTo(413);
        JsonNode tooLong = call("find_entity", Map.of("name", "x".repeat(100_000)));
        assertThat(tooLong.toString()).contains("Wrong parameter name");
    }

    @Test
    void manyAgentsAtOnceAreAnswered() throws Exception {
        ExecutorService agents = Executors.newFixedThreadPool(SESSIONS);
        // Of its own: connections that stay open behind it would be closed under later tests.
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.endpoint().replaceFirst("sparql$", "mcp")))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(message(
                        "tools/call", Map.of("name", "partners", "arguments", Map.of("thing", "TP53", "limit", 3)))))
                .build();
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                answers.add(agents.submit(() -> client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body()));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get())
                        .contains("BAX")
                        .isEqualTo(answers.get(0).get());
            }
        } finally {
            agents.shutdownNow();
        }
    }

    @Test
    void anAgentThatGoesAwayLeavesNothingRunning() throws Exception {
        URI uri = URI.create(server.endpoint());
        String body = message(
                "tools/call",
                Map.of(
                        "name",
                        "run_sparql",
                        "arguments",
                        Map.of("query", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")));
        for (int i = 0; i < 3; i++) {
            try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                socket.getOutputStream()
                        .write(("POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII));
                while (!server.get("/metrics").body().contains("pfocr_queries_running 1.0")) {
                    Thread.sleep(20);
                }
            }
            while (!server.get("/metrics").body().contains("pfocr_queries_running 0.0")) {
                Thread.sleep(20);
            }
        }
        assertThat(call("find_entity", Map.of("name", "TP53")).get("isError").asBoolean())
                .isFalse();
    }

    @Test
    void theManualHasTheGuide() throws Exception {
        String guide = Files.readString(Path.of("src/main/resources/agents/guide.md"), StandardCharsets.UTF_8);
        assertThat(Files.readString(Path.of("docs/agents.md"), StandardCharsets.UTF_8))
                .contains(guide.substring(guide.indexOf("PFOCR has")).replace("\n## ", "\n### "));
    }

    @Test
    void itCanBeTurnedOff() throws Exception {
        try (Server silent = Server.start("--db", db, "--warm-up", "0", "--no-mcp")) {
            assertThat(silent.send("POST", "/mcp", BodyPublishers.ofString("{}"), "Content-Type", "application/json")
                            .statusCode())
                    .isIn(404, 405);
            assertThat(silent.greeting()).doesNotContain("mcp");
        }
    }

    @Test
    void standardInputAndOutputDoTheSame() throws Exception {
        Process process = Program.start(ProcessBuilder.Redirect.DISCARD, List.of(), "mcp", "--db", db);
        String call = message("tools/call", Map.of("name", "find_entity", "arguments", Map.of("name", "TP53")));
        process.getOutputStream()
                .write(String.join(
                                "\n",
                                message("ping", Map.of()),
                                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
                                "no message",
                                call,
                                "")
                        .getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        assertThat(lines).hasSize(3);
        assertThat(JSON.readTree(lines.get(1)).get("error").get("code").asInt()).isEqualTo(-32700);
        assertThat(JSON.readTree(lines.get(2)).get("result")).isEqualTo(call("find_entity", Map.of("name", "TP53")));
    }
}
