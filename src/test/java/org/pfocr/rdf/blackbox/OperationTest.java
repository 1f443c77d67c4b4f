package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;
import org.w3c.dom.Document;

/** What an operator sees of a running server: health, metrics, logs, its end. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OperationTest {
    private static final String ANY = "*/*";
    /** Some seconds of work, without much memory. */
    private static final String SECONDS = """
            SELECT (COUNT(*) AS ?n) {
              { SELECT * { ?a ?b ?c } LIMIT 500 } ?d ?e ?f
              FILTER (STRLEN(STR(?c)) + STRLEN(STR(?f)) > 0) }""";
    /** Hours of work. */
    private static final String ENDLESS =
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?c != ?f && ?f != ?i) }";

    @Test
    void healthAndMetricsTellHowTheServerIs() throws Exception {
        try (Server server = Server.start()) {
            assertThat(server.get("/health").body()).isEqualTo("alive\n");
            assertThat(server.get("/ready").body()).startsWith("serving gen-");
            assertThat(server.query("ASK {}", ANY).statusCode()).isEqualTo(200);
            assertThat(server.query("ASK {", ANY).statusCode()).isEqualTo(400);
            assertThat(server.query("SELECT * { SERVICE <http://localhost/x> { ?s ?p ?o } }", ANY)
                            .statusCode())
                    .isEqualTo(422);
            assertThat(server.metric("pfocr_queries_seconds_count{outcome=\"answered\"}"))
                    .isEqualTo(1);
            assertThat(server.metric("pfocr_queries_seconds_count{outcome=\"syntax_error\"}"))
                    .isEqualTo(1);
            assertThat(server.metric("pfocr_queries_seconds_count{outcome=\"not_allowed\"}"))
                    .isEqualTo(1);
            assertThat(server.metric("pfocr_requests_seconds_count{status=\"200\"}"))
                    .isGreaterThanOrEqualTo(3);
            assertThat(server.metric("pfocr_store_figures")).isEqualTo(20);
            assertThat(server.metric("pfocr_store_generation{name=\"gen-000001\"}"))
                    .isEqualTo(1);
            assertThat(server.metric("pfocr_queries_running")).isZero();
            String metrics = server.get("/metrics").body();
            assertThat(metrics)
                    .contains(
                            "# TYPE pfocr_queries_seconds histogram",
                            "pfocr_queries_waiting",
                            "pfocr_store_created_seconds",
                            "pfocr_store_triples",
                            "jvm_memory_used_bytes{area=\"heap\"",
                            "jvm_gc_");
        }
    }

    @Test
    void everyRequestIsInTheLogOnALineOfItsOwn() throws Exception {
        try (Server server = Server.start("--slow-query", "1", "--client-rate", "0")) {
            server.query("ASK {} # one\n# two \u001b[31m \"three\"\u202e", ANY);
            server.get("/figures/nothing", "User-Agent", "a \\ b");
            server.get("/sparql?timeout=2&query=" + URLEncoder.encode(ENDLESS, StandardCharsets.UTF_8));
            server.send(
                    "POST",
                    "/sparql",
                    HttpRequest.BodyPublishers.ofByteArray(new byte[3 << 20]),
                    "Content-Type",
                    "application/sparql-query");
            List<String> access = lines(server, 4).stream()
                    .filter(line -> line.contains("INFO access"))
                    .toList();
            assertThat(access.get(0))
                    .contains(
                            "INFO access: request client=\"127.0.0.1\" method=\"GET\" path=\"/sparql\" status=200 bytes=",
                            "outcome=\"answered\" rows=1",
                            "query=\"ASK {} # one\\n# two \\u{1b}[31m \\\"three\\\"\\u{202e}\"");
            assertThat(access.get(1)).contains("path=\"/figures/nothing\" status=404", "agent=\"a \\\\ b\"");
            assertThat(access.get(2)).contains("FILTER (?c != ?f");
            assertThat(access.get(3)).contains("status=413");
            assertThat(server.log().lines().filter(line -> line.contains("FILTER (?c != ?f")))
                    .anySatisfy(line -> assertThat(line)
                            .contains("WARN slow-query: slow query", "status=503", "outcome=\"time_limit_reached\""));
        }
        try (Server server = Server.start("--log-level", "warn", "--slow-query", "0")) {
            server.get("/sparql?timeout=1&query=" + URLEncoder.encode(ENDLESS, StandardCharsets.UTF_8));
            assertThat(server.log()).doesNotContain("access", "slow");
        }
    }

    @Test
    void aLogForMachinesHasAnObjectInEachLine() throws Exception {
        try (Server server = Server.start("--log-format", "json")) {
            server.query("ASK {} # one\n# \"two\"", ANY);
            JsonObject entry = JSON.parse(lines(server, 1).get(0));
            assertThat(entry.getString("query")).isEqualTo("ASK {} # one\n# \"two\"");
            assertThat(entry.get("status").getAsNumber().value().intValue()).isEqualTo(200);
            assertThat(entry.get("rows").getAsNumber().value().intValue()).isEqualTo(1);
            assertThat(entry.getString("level")).isEqualTo("INFO");
            assertThat(entry.getString("logger_name")).isEqualTo("access");
            assertThat(entry.hasKey("@timestamp")).isTrue();
        }
    }

    /** The log's lines of requests, once there are so many; each is written after its answer was sent. */
    private static List<String> lines(Server server, int requests) throws Exception {
        while (true) {
            List<String> lines = server.log()
                    .lines()
                    .filter(line -> line.contains("access") || line.contains("slow-query"))
                    .toList();
            if (lines.stream().filter(line -> line.contains("access")).count() >= requests) {
                return lines;
            }
            Thread.sleep(50);
        }
    }

    @Test
    void aQueryThatRunsIsAnsweredBeforeTheServerStops() throws Exception {
        try (Server server = Server.start("--drain-time", "120", "--query-time", "120")) {
            CompletableFuture<HttpResponse<String>> answer = later(server, SECONDS);
            server.process().destroy();
            HttpResponse<String> other = server.get("/");
            while (other.statusCode() == 200) { // Until the server has noticed.
                other = server.get("/");
            }
            assertThat(other.statusCode()).isEqualTo(503);
            assertThat(other.body()).contains("The server is stopping.");
            assertThat(answer).isNotDone();
            HttpResponse<String> got = answer.get();
            assertThat(got.statusCode()).isEqualTo(200);
            assertThat(got.body()).startsWith("n\r\n");
        }
    }

    @Test
    void aQueryThatRunsTooLongIsEndedWithTheServer() throws Exception {
        try (Server server = Server.start("--drain-time", "1")) {
            CompletableFuture<HttpResponse<String>> answer = later(server, ENDLESS);
            server.process().destroy();
            HttpResponse<String> got = answer.get();
            assertThat(got.statusCode()).isEqualTo(503);
            assertThat(got.body()).contains("the server is stopping");
            assertThat(got.headers().firstValue("Retry-After")).contains("60");
            assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Sends a query and waits until it runs. */
    private static CompletableFuture<HttpResponse<String>> later(Server server, String query) throws Exception {
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return server.query(query, "text/csv");
            } catch (IOException | InterruptedException e) {
                throw new AssertionError("no answer; the server's log: " + server.log(), e);
            }
        });
        while (server.metric("pfocr_queries_running") < 1) {
            assertThat(answer).isNotDone();
            Thread.sleep(20);
        }
        return answer;
    }

    @Test
    void searchEnginesFindEveryFigure() throws Exception {
        try (Server server = Server.start("--public-url", "https://example.org/pfocr")) {
            assertThat(server.get("/robots.txt").body()).contains("Sitemap: https://example.org/pfocr/sitemap.xml");
            Document index = xml(server.get("/sitemap.xml").body());
            assertThat(index.getElementsByTagName("loc").item(0).getTextContent())
                    .isEqualTo("https://example.org/pfocr/sitemap-1.xml");
            Document part = xml(server.get("/sitemap-1.xml").body());
            assertThat(part.getElementsByTagName("loc").getLength()).isEqualTo(20);
            String first = part.getElementsByTagName("loc").item(0).getTextContent();
            assertThat(first).startsWith("https://example.org/pfocr/figures/");
            assertThat(server.get(first.substring("https://example.org/pfocr".length()))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/sitemap-2.xml").statusCode()).isEqualTo(404);
            assertThat(server.get("/favicon.ico").headers().firstValue("Content-Type"))
                    .contains("image/x-icon");
        }
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void pagesAnswerHeadAndOptionsAndSayWhatIsWrong() throws Exception {
        try (Server server = Server.start()) {
            for (String path : List.of("/", "/ontology", "/void", "/sparql?query=ASK%7B%7D", "/data?default")) {
                HttpResponse<String> head = server.send("HEAD", path, HttpRequest.BodyPublishers.noBody());
                assertThat(head.statusCode()).as(path).isEqualTo(200);
                assertThat(head.body()).as(path).isEmpty();
                HttpResponse<String> options = server.send(
                        "OPTIONS", path, HttpRequest.BodyPublishers.noBody(), "Origin", "https://a.example");
                assertThat(options.statusCode()).as(path).isEqualTo(204);
                assertThat(options.headers().firstValue("Access-Control-Allow-Origin"))
                        .contains("*");
                assertThat(options.headers().firstValue("Access-Control-Allow-Methods"))
                        .contains("GET, POST, HEAD, OPTIONS");
            }
            for (String path : List.of("/nothing", "/figures/nothing", "/describe", "/data?graph=urn:x")) {
                HttpResponse<String> wrong = server.get(path, "Accept", "application/problem+json, */*;q=0.1");
                assertThat(wrong.statusCode()).as(path).isBetween(400, 404);
                assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(JSON.parse(wrong.body()).getString("detail")).isNotEmpty();
            }
        }
    }

    @Test
    void aFinishedAnswerIsKeptInItsForm() throws Exception {
        String cached = "pfocr_queries_seconds_count{outcome=\"cached\"}";
        String query = "SELECT ?s ?p { ?s ?p ?o } ORDER BY ?s ?p LIMIT 50";
        try (Server server = Server.start()) {
            HttpResponse<String> first = server.query(query, "text/csv");
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(server.metric(cached)).isZero();
            HttpResponse<String> again = server.query(query, "text/csv");
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.headers().firstValue("Content-Type"))
                    .isEqualTo(first.headers().firstValue("Content-Type"));
            assertThat(server.metric(cached)).isEqualTo(1);
            assertThat(server.metric("pfocr_cache_bytes")).isPositive();

            assertThat(server.query(query, "application/sparql-results+json").body())
                    .startsWith("{");
            String form = "/sparql?format=tsv&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
            assertThat(server.get(form, "Accept", "text/csv").body()).startsWith("?s\t?p");
            String changing = "SELECT (STRUUID() AS ?x) {}";
            assertThat(server.query(changing, "text/csv").body())
                    .isNotEqualTo(server.query(changing, "text/csv").body());
            assertThat(server.query("SELECT * { ?x", "text/csv").statusCode()).isEqualTo(400);
            assertThat(server.query("SELECT * { ?x", "text/csv").statusCode()).isEqualTo(400);
            assertThat(server.metric(cached)).isEqualTo(1);
        }
        try (Server server = Server.start("--answer-cache", "0")) {
            assertThat(server.query(query, "text/csv").body())
                    .isEqualTo(server.query(query, "text/csv").body());
            assertThat(server.metric(cached)).isZero();
        }
    }

    @Test
    void nobodySeesTheWarmUp(@TempDir Path folder) throws Exception {
        String db = folder.resolve("db").toString();
        assertThat(Program.run("load", TestData.SAMPLE.toString(), "--db", db).exitCode())
                .isZero();
        try (Server server = Server.start("--db", db, "--warm-up", "30", "--log-level", "DEBUG")) {
            Matcher done = Pattern.compile("warmed up with (\\d+) requests, (\\d+) answered")
                    .matcher(server.log());
            assertThat(done.find()).isTrue();
            assertThat(Integer.parseInt(done.group(1))).isPositive();
            assertThat(done.group(2)).isEqualTo(done.group(1));

            for (String outcome : List.of("answered", "cached", "failed")) {
                assertThat(server.metric("pfocr_queries_seconds_count{outcome=\"" + outcome + "\"}"))
                        .as(outcome)
                        .isZero();
            }
            assertThat(server.metric("pfocr_cache_answers")).isZero();
            assertThat(server.log()).doesNotContain("path=\"/sparql\"");
        }
    }

    /** Each answer used to get 5 MiB there, which only a collection of garbage gave back. */
    @Test
    void answersNeedLittleMemoryOutsideTheHeap(@TempDir Path dir) throws Exception {
        String db = dir.resolve("store").toString();
        assertThat(Program.run("load", TestData.SAMPLE.toString(), "--db", db).exitCode())
                .isZero();
        try (Server server = Server.start(List.of("-XX:MaxDirectMemorySize=8m"), "--db", db)) {
            HttpResponse<String> answer = server.query("SELECT * { ?s ?p ?o }", "application/sparql-results+json");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }
}
