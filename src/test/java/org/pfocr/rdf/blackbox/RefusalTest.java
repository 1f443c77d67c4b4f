package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that the endpoint must not do for a stranger, refused with a status and a message that says so. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RefusalTest {
    private static final String PROBLEM = "application/problem+json, */*;q=0.1";
    private static final String INTERNAL = "its address is not on the public internet";

    private static Server server;
    private static HttpServer other;
    private static final AtomicInteger CALLS = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        other.createContext("/unlisted", counted(exchange -> {}));
        other.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().set("Location", "/unlisted");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        other.createContext("/endless", counted(exchange -> {
            byte[] row = "x,".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                exchange.getResponseBody().write(row);
            }
        }));
        other.createContext("/trickle", counted(exchange -> {
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write('x');
                    body.flush();
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        other.start();
        // A public endpoint whose name leads into this machine's own network, as a hostile name server could have it.
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, """
                127.0.0.1 localhost sparql.uniprot.org
                169.254.169.254 query.wikidata.org
                10.1.2.3 id.nlm.nih.gov
                192.168.1.1 rdfportal.org
                fd00::1 www.bgee.org
                ::1 sparql.rhea-db.org
                """);
        server = Server.start(
                List.of("-Djdk.net.hosts.file=" + hosts),
                "--service-allow",
                address("/redirect"),
                "--service-allow",
                address("/endless"),
                "--service-allow",
                address("/trickle"),
                "--query-time",
                "20",
                "--client-rate",
                "0");
    }

    @AfterAll
    static void stop() {
        server.close();
        other.stop(0);
    }

    private static HttpHandler counted(HttpHandler handler) {
        return exchange -> {
            CALLS.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Type", "text/csv");
            exchange.sendResponseHeaders(200, 0);
            try (HttpExchange call = exchange) {
                handler.handle(call);
            } catch (IOException e) {
                // The server under test has hung up, as it should.
            }
        };
    }

    private static String address(String path) {
        return "http://127.0.0.1:" + other.getAddress().getPort() + path;
    }

    private static void isRefused(HttpResponse<String> answer, int status, String message) {
        assertThat(answer.headers().firstValue("Content-Type"))
                .as(answer.body())
                .contains("application/problem+json");
        JsonObject problem = JSON.parse(answer.body());
        assertThat(problem.getString("detail")).contains(message);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(problem.get("status").getAsNumber().value().intValue()).isEqualTo(status);
    }

    private static void isRefused(String query, int status, String message) throws Exception {
        isRefused(server.query(query, PROBLEM), status, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
                "DELETE WHERE { ?s ?p ?o }",
                "PREFIX x: <urn:x> INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }",
                "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
                "LOAD <file:///etc/passwd>",
                "LOAD SILENT <http://127.0.0.1/> INTO GRAPH <urn:g>",
                "CLEAR ALL",
                "DROP ALL",
                "CREATE GRAPH <urn:g>",
                "COPY DEFAULT TO <urn:g>",
                "MOVE DEFAULT TO <urn:g>",
                "ADD DEFAULT TO <urn:g>"
            })
    void anUpdateIsNotAQuery(String update) throws Exception {
        isRefused(update, 400, "nothing can be written");
        isRefused(
                server.send(
                        "POST",
                        "/sparql",
                        BodyPublishers.ofString(update),
                        "Content-Type",
                        "application/sparql-query",
                        "Accept",
                        PROBLEM),
                400,
                "nothing can be written");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /sparql, application/sparql-update, 415, application/sparql-update",
        "POST, /sparql, application/x-www-form-urlencoded, 400, nothing can be written",
        "POST, /sparql, multipart/form-data; boundary=x, 415, multipart/form-data",
        "POST, /sparql, text/turtle, 415, text/turtle",
        "PUT, /sparql, text/turtle, 405, nothing can be written",
        "PATCH, /sparql, text/turtle, 405, nothing can be written",
        "DELETE, /sparql, text/turtle, 405, nothing can be written",
        "PUT, /data?default, text/turtle, 405, nothing can be written",
        "POST, /data?default, text/turtle, 405, nothing can be written",
        "DELETE, /data?default, text/turtle, 405, nothing can be written",
        "PATCH, /data?default, text/turtle, 405, nothing can be written",
        "PUT, /graph/figures, text/turtle, 405, nothing can be written",
        "POST, /figures/x.html, text/turtle, 405, nothing can be written",
        "POST, /update, application/sparql-update, 405, nothing can be written",
        "POST, /sparql/update, application/sparql-update, 405, nothing can be written",
        "POST, /upload, multipart/form-data; boundary=x, 405, nothing can be written",
        "POST, /$/datasets, text/turtle, 405, nothing can be written",
        "POST, /$/compact/ds, text/turtle, 405, nothing can be written",
        "POST, /$/backup/ds, text/turtle, 405, nothing can be written",
        "DELETE, /$/datasets/ds, text/turtle, 405, nothing can be written"
    })
    void nothingIsWritten(String method, String path, String type, int status, String message) throws Exception {
        String body = type.endsWith("urlencoded") ? "update=CLEAR+ALL" : "<urn:a> <urn:b> <urn:c> .";
        isRefused(
                server.send(method, path, BodyPublishers.ofString(body), "Content-Type", type, "Accept", PROBLEM),
                status,
                message);
        assertThat(server.query("ASK { <urn:a> ?p ?o }", "text/csv").body()).contains("false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/$/ping",
                "/$/stats",
                "/$/server",
                "/$/datasets",
                "/$/tasks",
                "/$/metrics",
                "/$/status",
                "/sparql/data",
                "/web/page.html",
                "/META-INF/MANIFEST.MF"
            })
    void thereIsNoWayIn(String path) throws Exception {
        isRefused(server.get(path, "Accept", PROBLEM), 404, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/describe;/..;/web/page.html"})
    void noPathLeadsOutside(String path) throws Exception {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("Bad Request.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "http://127.0.0.1:1/", "https://pfocr.wikipathways.org/graph/none"})
    void aGraphThatIsNotThereIsNotFetched(String graph) throws Exception {
        String message = "no graph <" + graph + ">";
        isRefused("SELECT * FROM <" + graph + "> { ?s ?p ?o }", 422, message);
        isRefused("SELECT * FROM NAMED <" + graph + "> { GRAPH ?g { ?s ?p ?o } }", 422, message);
        isRefused(server.get("/sparql?query=ASK%7B%7D&default-graph-uri=" + graph, "Accept", PROBLEM), 422, message);
        isRefused(server.get("/sparql?query=ASK%7B%7D&named-graph-uri=" + graph, "Accept", PROBLEM), 422, message);
        assertThat(server.query("SELECT * { GRAPH <" + graph + "> { ?s ?p ?o } }", "text/csv")
                        .body())
                .isEqualTo("s,p,o\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<java:java.lang.System.exit>(1)",
                "<java:org.apache.jena.sparql.function.library.wait>(1)",
                "<http://jena.apache.org/ARQ/function#wait>(60000)",
                "<http://jena.apache.org/ARQ/function#context>(<http://jena.apache.org/ARQ#x>)",
                "<http://jena.apache.org/ARQ/function#version>()",
                "<http://jena.apache.org/ARQ/function#systime>()",
                "<http://jena.apache.org/ARQ/function#print>('x')",
                "<http://www.w3.org/2005/xpath-functions#matches>('x', 'x')",
                "<http://www.w3.org/2005/xpath-functions#replace>('x', 'x', 'y')",
                "<http://jena.apache.org/ARQ/jsFunction#x>('x')",
                "<http://jena.apache.org/ARQ/pythonFunction#x>('x')"
            })
    void aFunctionDoesNotLeaveTheStore(String call) throws Exception {
        isRefused("SELECT (" + call + " AS ?x) {}", 422, "is not allowed here");
        isRefused("ASK { FILTER (" + call + ") }", 422, "is not allowed here");
        isRefused("SELECT * { VALUES ?y { 1 2 } } ORDER BY (" + call + ")", 422, "is not allowed here");
    }

    @Test
    void aFunctionThatNobodyKnowsIsAnErrorOfItsRowOnly() throws Exception {
        assertThat(server.query("SELECT (<urn:f>(1) AS ?x) {}", "text/csv").body())
                .isEqualTo("x\r\n\r\n");
    }

    /** That is an extension of ARQ's, and no SPARQL 1.1. */
    @ParameterizedTest
    @ValueSource(strings = {"<java:java.lang.System.exit>", "IRI(CONCAT('java:', 'java.lang.System.exit'))"})
    void aFunctionThatTheQueryComputesIsNoQuery(String function) throws Exception {
        isRefused("SELECT (CALL(" + function + ", 1) AS ?x) {}", 400, "CALL");
    }

    @Test
    void aPropertyFunctionDoesNotLeaveTheStore() throws Exception {
        isRefused("SELECT * { ?s <java:org.example.Any> ?o }", 422, "is not allowed here");
        isRefused(
                "SELECT * { ?s <http://jena.apache.org/ARQ/property#strSplit> ('a' 'a') }", 422, "is not allowed here");
    }

    /** Patterns for which a text of this length is the work of years. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT (REGEX(%s) AS ?x) {}",
                "SELECT (REPLACE(%s, 'y') AS ?x) {}",
                "SELECT * { VALUES ?y { 1 2 } FILTER (REGEX(%s)) }",
                "SELECT * { VALUES ?y { 1 2 } OPTIONAL { ?s ?p ?o FILTER (REGEX(%s)) } }",
                "SELECT * { VALUES ?y { 1 2 } FILTER NOT EXISTS { ?s ?p ?o FILTER (REGEX(%s)) } }",
                "SELECT * { VALUES ?y { 1 2 } } ORDER BY REGEX(%s)",
                "SELECT (SUM(IF(REGEX(%s), 1, 0)) AS ?n) { VALUES ?y { 1 2 } }",
                "SELECT (COUNT(*) AS ?n) { VALUES ?y { 1 2 } } GROUP BY (REGEX(%s))"
            })
    void aPatternWithoutEndEndsWithItsQuery(String query) throws Exception {
        String endless = "'" + "x".repeat(300) + "', '(.*)*(.*)*(.*)*(.*)*(.*)*Q9'";
        isRefused(
                server.get(
                        "/sparql?timeout=1&query="
                                + URLEncoder.encode(query.formatted(endless), StandardCharsets.UTF_8),
                        "Accept",
                        PROBLEM),
                503,
                "cancelled after 1 s");
    }

    @Test
    void aQueryThatIsTooDeepIsRefused() throws Exception {
        for (String query : List.of(
                "SELECT * " + "{".repeat(30_000) + "?s ?p ?o" + "}".repeat(30_000),
                "ASK { FILTER (" + "!(".repeat(50_000) + "true" + ")".repeat(50_001) + " }",
                "SELECT * { {}" + " UNION {}".repeat(30_000) + " }")) {
            isRefused(
                    server.send(
                            "POST",
                            "/sparql",
                            BodyPublishers.ofString(query),
                            "Content-Type",
                            "application/sparql-query",
                            "Accept",
                            PROBLEM),
                    400,
                    "too many parts");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SERVICE", "SERVICE SILENT"})
    void onlyListedEndpointsAreCalled(String service) throws Exception {
        int before = CALLS.get();
        String unlisted = "<" + address("/unlisted") + ">";
        isRefused("SELECT * { " + service + " " + unlisted + " { ?s ?p ?o } }", 422, "is not allowed here. Allowed: ");
        isRefused(
                "SELECT * { VALUES ?e { " + unlisted + " } " + service + " ?e { ?s ?p ?o } }",
                422,
                "is not allowed here. Allowed: ");
        isRefused(
                "SELECT * { " + service + " <file:///etc/passwd> { ?s ?p ?o } }",
                422,
                "SERVICE file:///etc/passwd is not allowed here");
        isRefused(
                "SELECT * { OPTIONAL { { SELECT * { FILTER EXISTS { " + service + " " + unlisted
                        + " { ?s ?p ?o } } } } } }",
                422,
                "is not allowed here");
        assertThat(CALLS).hasValue(before);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        int before = CALLS.get();
        isRefused("SELECT * { SERVICE <" + address("/redirect") + "> { ?s ?p ?o } }", 502, "answered 302");
        assertThat(CALLS).hasValue(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sparql.uniprot.org/sparql",
                "https://query.wikidata.org/sparql",
                "https://id.nlm.nih.gov/mesh/sparql",
                "https://rdfportal.org/ncbi/sparql",
                "https://www.bgee.org/sparql/",
                "https://sparql.rhea-db.org/sparql"
            })
    void aPublicNameDoesNotLeadIntoThisNetwork(String endpoint) throws Exception {
        isRefused("SELECT * { SERVICE <" + endpoint + "> { ?s ?p ?o } }", 422, INTERNAL);
        isRefused("SELECT * { SERVICE SILENT <" + endpoint + "> { ?s ?p ?o } }", 422, INTERNAL);
    }

    @Test
    void anAnswerFromElsewhereHasABound() throws Exception {
        isRefused(
                "SELECT * { SERVICE <" + address("/endless") + "> { ?s ?p ?o } }",
                502,
                "SERVICE failed: the endpoint's answer has more than 16777216 bytes");
    }

    @Test
    void anAnswerFromElsewhereThatTricklesEndsWithTheQuery() throws Exception {
        HttpResponse<String> answer = server.get(
                "/sparql?timeout=2&query=SELECT%20*%20%7B%20SERVICE%20%3C" + address("/trickle")
                        + "%3E%20%7B%20?s%20?p%20?o%20%7D%20%7D",
                "Accept",
                PROBLEM);
        // Whichever of the two limits is noticed first.
        if (answer.statusCode() == 503) {
            isRefused(answer, 503, "cancelled after 2 s");
        } else {
            isRefused(answer, 502, "did not answer within 2 s");
        }
    }

    @Test
    void aRequestHasABound() throws Exception {
        isRefused(
                server.send(
                        "POST",
                        "/sparql",
                        BodyPublishers.ofString("ASK {} #" + "x".repeat(3 << 20)),
                        "Content-Type",
                        "application/sparql-query",
                        "Accept",
                        PROBLEM),
                413,
                "");
    }

    @Test
    void noServiceMeansNone() throws Exception {
        try (Server closed = Server.start("--no-service")) {
            for (String endpoint : List.of("https://query.wikidata.org/sparql", address("/unlisted"))) {
                isRefused(
                        closed.query("SELECT * { SERVICE <" + endpoint + "> { ?s ?p ?o } }", PROBLEM),
                        422,
                        "is not allowed here");
            }
            assertThat(closed.get("/sparql", "Accept", "text/turtle").body())
                    .contains("UnionDefaultGraph")
                    .doesNotContain("BasicFederatedQuery");
        }
    }

    @Test
    void manyRequestsOfOneClientAreSentAwayForAWhile() throws Exception {
        try (Server strict = Server.start("--client-rate", "1", "--client-queries", "1", "--max-queries", "2")) {
            CompletableFuture<?> slow = CompletableFuture.runAsync(() -> {
                try {
                    // More than once: it may be the one that is sent away.
                    while (strict.process().isAlive()) {
                        strict.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER (?c != ?f) }", "text/csv");
                    }
                } catch (IOException | InterruptedException e) {
                    // The server ends under it.
                }
            });
            HttpResponse<String> answer;
            do {
                answer = strict.query("ASK {}", PROBLEM);
            } while (answer.statusCode() == 200);
            isRefused(answer, 429, "quer");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            strict.process().destroyForcibly();
            slow.join();
        }
    }
}
