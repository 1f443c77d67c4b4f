package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.blackbox.Program.Result;

/** {@code serve} from outside: the packaged program, a real socket, HTTP. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Order(2)
class ServeTest {
    private static final String PREFIX = "PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#> ";
    private static final String FIGURES = PREFIX + "SELECT (COUNT(*) AS ?n) { ?f a pfocr:PathwayFigure }";
    /** Runs for minutes, and allocates little. */
    private static final String SLOW =
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?c != ?f && ?f != ?i) }";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void theSampleIsServedWithoutArguments() throws Exception {
        try (Server server = Server.start()) {
            assertThat(server.greeting()).contains("20 figures").contains("curl -s");
            HttpResponse<String> answer = get(server, FIGURES, "text/csv");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("n\r\n20\r\n");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains("*");
            HttpResponse<String> posted = HTTP.send(
                    HttpRequest.newBuilder(URI.create(server.endpoint()))
                            .header("Content-Type", "application/sparql-query")
                            .header("Accept", "application/sparql-results+json")
                            .POST(HttpRequest.BodyPublishers.ofString(FIGURES))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(posted.statusCode()).isEqualTo(200);
            assertThat(posted.body()).contains("\"20\"");
            HttpResponse<String> page = HTTP.send(
                    HttpRequest.newBuilder(URI.create(server.endpoint()).resolve("/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(t -> assertThat(t).startsWith("text/html"));
        }
    }

    @Test
    void nothingCanWrite() throws Exception {
        try (Server server = Server.start()) {
            for (String path :
                    List.of("sparql", "sparql/update", "sparql/data", "update", "$/datasets", "$/compact/x")) {
                HttpResponse<String> answer = HTTP.send(
                        HttpRequest.newBuilder(URI.create(server.endpoint()).resolve("/" + path))
                                .header("Content-Type", "application/sparql-update")
                                .POST(HttpRequest.BodyPublishers.ofString("INSERT DATA { <urn:a> <urn:b> <urn:c> }"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isBetween(400, 499);
            }
            HttpResponse<String> put = HTTP.send(
                    HttpRequest.newBuilder(URI.create(server.endpoint() + "?default"))
                            .header("Content-Type", "text/turtle")
                            .PUT(HttpRequest.BodyPublishers.ofString("<urn:a> <urn:b> <urn:c> ."))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(put.statusCode()).isBetween(400, 499);
            assertThat(get(server, "ASK { <urn:a> ?p ?o }", "text/csv").body()).contains("false");
        }
    }

    @Test
    void aQueryStaysInsideTheStore() throws Exception {
        try (Server server = Server.start("--no-service")) {
            HttpResponse<String> service =
                    get(server, "SELECT * { SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o } }", "text/csv");
            assertThat(service.statusCode()).isEqualTo(422);
            HttpResponse<String> silent =
                    get(server, "SELECT * { SERVICE SILENT <http://127.0.0.1:9/x> { ?s ?p ?o } }", "text/csv");
            assertThat(silent.statusCode()).isEqualTo(422);
            HttpResponse<String> file = get(server, "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "text/csv");
            assertThat(file.body()).doesNotContain("root");
            HttpResponse<String> loaded = get(
                    server,
                    "SELECT (<java:org.apache.jena.sparql.function.library.wait>(1) AS ?x) {}",
                    "application/sparql-results+json");
            assertThat(loaded.body()).doesNotContain("\"value\"");
            HttpResponse<String> update = get(server, "LOAD <file:///etc/passwd>", "text/csv");
            assertThat(update.statusCode()).isEqualTo(400);
        }
    }

    @Test
    void anAllowedEndpointIsAsked() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/sparql", exchange -> {
            byte[] answer = """
                    {"head": {"vars": ["gene"]}, "results": {"bindings": [
                      {"gene": {"type": "uri", "value": "https://identifiers.org/ncbigene/207"}}]}}""".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/sparql-results+json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        other.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().set("Location", "/sparql");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        other.start();
        String address = "http://127.0.0.1:" + other.getAddress().getPort();
        try (Server server =
                Server.start("--service-allow", address + "/sparql", "--service-allow", address + "/redirect")) {
            String query = PREFIX + "SELECT (COUNT(DISTINCT ?f) AS ?n) { SERVICE <%s> { ?gene a ?x }"
                    + " ?f pfocr:mentionsGene ?gene }";
            HttpResponse<String> answer = get(server, query.formatted(address + "/sparql"), "text/csv");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("n\r\n6\r\n");
            assertThat(get(server, query.formatted(address + "/other"), "text/csv")
                            .statusCode())
                    .isEqualTo(422);
            assertThat(get(server, query.formatted(address + "/redirect"), "text/csv")
                            .statusCode())
                    .isEqualTo(502);
        } finally {
            other.stop(0);
        }
    }

    /** Two stores, two servers, one join on equal IRIs: genes that a figure and a pathway share. */
    @Test
    void aFigureJoinsPathwaysOfAnotherStore() throws Exception {
        String pathways =
                TestData.real("wikipathways/wikipathways-human-20200210.ttl").toString();
        String figures = TestData.real("pfocr-v2").toString();
        String db = folder.resolve("wikipathways").toString();
        assertThat(Program.run("load", pathways, "--db", db).exitCode()).isZero();
        try (Server other = Server.start("--db", db);
                Server server = Server.start(figures, "--service-allow", other.endpoint())) {
            String prefixes = PREFIX + "PREFIX wp: <http://vocabularies.wikipathways.org/wp#>"
                    + " PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX dc: <http://purl.org/dc/elements/1.1/> ";
            assertThat(get(other, prefixes + "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?p a wp:Pathway }", "text/csv")
                            .body())
                    .isEqualTo("n\r\n568\r\n");
            HttpResponse<String> answer = get(
                    server,
                    prefixes + "SELECT ?pathway (COUNT(DISTINCT ?gene) AS ?genes) {"
                            + " { SELECT DISTINCT ?gene { ?figure dcterms:identifier \"PMC10003241__ijms-24-04893-g003\" ;"
                            + " pfocr:mentionsGene ?gene } }"
                            + " SERVICE <" + other.endpoint() + "> {"
                            + " ?node wp:bdbEntrezGene ?gene ; dcterms:isPartOf ?revision ."
                            + " ?revision a wp:Pathway ; dc:identifier ?pathway } }"
                            + " GROUP BY ?pathway ORDER BY DESC(?genes) ?pathway",
                    "text/csv");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body().lines()).hasSizeGreaterThan(100);
        }
    }

    @Test
    void anAnswerThatBreaksOffDoesNotLookWhole() throws Exception {
        try (Server server = Server.start("--query-time", "1")) {
            String many = "SELECT * { ?a ?b ?c . ?d ?e ?f }";
            for (String type : List.of("application/sparql-results+json", "text/csv")) {
                try { // On a crowded machine the time can be over before the first row is sent.
                    assertThat(get(server, many, type).statusCode()).as(type).isEqualTo(503);
                } catch (IOException e) {
                    assertThat(e).as(type).hasMessageContaining("chunked");
                }
            }
            // A few rows that are still in the server's buffer: taken back, or broken off where a writer flushed them.
            String few = "SELECT ?x { { VALUES ?x { 1 2 3 } } UNION { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
                    + " FILTER (CONCAT(STR(?a), STR(?d), STR(?g)) = \"none\") } }";
            for (String type : List.of("application/sparql-results+json", "text/csv")) {
                int status;
                try {
                    status = get(server, few, type).statusCode();
                } catch (IOException e) {
                    status = 0;
                }
                assertThat(status).as(type).isIn(0, 503);
            }
            assertThat(get(server, FIGURES, "text/csv").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theEndpointDescribesItself() throws Exception {
        try (Server server = Server.start()) {
            HttpResponse<String> turtle = plain(server, "GET", "text/turtle");
            assertThat(turtle.statusCode()).isEqualTo(200);
            assertThat(turtle.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(t -> assertThat(t).startsWith("text/turtle"));
            Graph graph = RDFParser.fromString(turtle.body(), Lang.TURTLE).toGraph();
            assertThat(Converted.select(
                            graph,
                            "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT ?e ?n { ?s a sd:Service ;"
                                    + " sd:endpoint ?e ; sd:supportedLanguage sd:SPARQL11Query ;"
                                    + " sd:defaultDataset/sd:namedGraph/sd:name ?n } ORDER BY ?n"))
                    .hasSize(4)
                    .allMatch(row -> row.get(0).equals(server.endpoint()));
            assertThat(Converted.select(graph, "SELECT ?d { ?d a void:Dataset ; void:triples ?n }"))
                    .hasSize(1);
            assertThat(Converted.select(graph, "SELECT ?s { ?s ?p ?o FILTER (isBlank(?s) || isBlank(?o)) }"))
                    .isEmpty();
            assertThat(plain(server, "GET", "application/rdf+xml").body()).contains("<rdf:RDF");
            assertThat(plain(server, "GET", "text/html,*/*;q=0.1").body()).contains("<textarea id=\"query\"");
            HttpResponse<String> head = plain(server, "HEAD", "text/turtle");
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
    }

    private static HttpResponse<String> plain(Server server, String method, String accept) throws Exception {
        return plain(server, method, accept, "");
    }

    private static HttpResponse<String> plain(Server server, String method, String accept, String parameters)
            throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.endpoint() + parameters))
                        .header("Accept", accept)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void ourIrisLeadToPagesAndRdf() throws Exception {
        try (Server server = Server.start()) {
            String figure = "/figures/PMC90000009__sample-09-g001.html";
            HttpResponse<String> turtle = resource(server, figure, "text/turtle");
            assertThat(turtle.statusCode()).isEqualTo(200);
            Graph graph = RDFParser.fromString(turtle.body(), Lang.TURTLE).toGraph();
            assertThat(Converted.select(
                            graph,
                            "SELECT ?w { ?m pfocr:inFigure <https://pfocr.wikipathways.org" + figure
                                    + "> ; pfocr:word ?w }"))
                    .hasSizeGreaterThan(10);
            HttpResponse<String> page = resource(server, figure, "text/html,*/*;q=0.5");
            assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("href=\"/genes/7157\"");
            assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(page.headers().allValues("Link")).hasSize(4);
            for (String type : List.of("application/n-triples", "application/ld+json", "application/rdf+xml")) {
                assertThat(resource(server, figure, type).headers().firstValue("Content-Type"))
                        .hasValueSatisfying(t -> assertThat(t).startsWith(type));
            }
            assertThat(resource(server, figure, "image/png").statusCode()).isEqualTo(406);
            for (String alias : List.of("/figures/PMC90000009__sample-09-g001", "/figures/PMC90000009__F1")) {
                HttpResponse<String> moved = resource(server, alias, "text/html");
                assertThat(moved.statusCode()).as(alias).isEqualTo(303);
                assertThat(moved.headers().firstValue("Location")).as(alias).contains(figure);
            }
            assertThat(resource(server, "/figures/PMC1__none.html", "text/html").statusCode())
                    .isEqualTo(404);
            assertThat(resource(server, "/organizations/WikiPathways", "text/turtle")
                            .body())
                    .contains("schema:Organization");
            assertThat(resource(
                                    server,
                                    "/describe?iri="
                                            + URLEncoder.encode(
                                                    "https://identifiers.org/ncbigene/7157", StandardCharsets.UTF_8),
                                    "text/turtle")
                            .body())
                    .contains("\"TP53\"");
            String gene = "/describe?iri=https%3A%2F%2Fidentifiers.org%2Fncbigene%2F7157";
            assertThat(resource(server, gene, "text/html").headers().firstValue("Location"))
                    .contains("/genes/7157");
            assertThat(resource(server, "/genes/7157", "text/html").body())
                    .contains("href=\"?format=ttl\"", "href=\"/figures/");
            assertThat(resource(server, "/genes/7157", "text/turtle").body()).contains("\"TP53\"");
            assertThat(resource(server, gene + "&format=nt", "text/html").body())
                    .contains("\"TP53\" .");
            assertThat(resource(server, "/describe", "text/turtle").statusCode())
                    .isEqualTo(400);
            assertThat(resource(server, "/.well-known/void", "text/turtle").body())
                    .contains("void:triples");
            assertThat(resource(server, "/health", "*/*").body()).isEqualTo("alive\n");
            assertThat(resource(server, "/ready", "*/*").body()).isEqualTo("serving gen-000001\n");
            assertThat(resource(server, "/robots.txt", "*/*").body()).contains("Disallow: /sparql");
            assertThat(resource(server, "/%2e%2e/etc/passwd", "*/*").statusCode())
                    .isBetween(400, 499);
        }
    }

    private static HttpResponse<String> resource(Server server, String path, String accept) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.endpoint()).resolve(path))
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theOntologyIsAPageOrTurtle() throws Exception {
        try (Server server = Server.start()) {
            assertThat(ontology(server, "text/html,application/xhtml+xml,*/*;q=0.8"))
                    .startsWith("<!DOCTYPE html>")
                    .contains("id=\"PathwayFigure\"");
            assertThat(ontology(server, "text/turtle")).contains("pfocr:PathwayFigure");
            assertThat(ontology(server, "*/*")).contains("@prefix pfocr:");
        }
    }

    private static String ontology(Server server, String accept) throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(server.endpoint()).resolve("/ontology"))
                                .header("Accept", accept)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void tooManyQueriesAndTooLongOnesAreRefused() throws Exception {
        try (Server server = Server.start(
                "--max-queries",
                "1",
                "--max-waiting",
                "0",
                "--query-time",
                "30",
                "--client-rate",
                "0",
                "--answer-cache",
                "0",
                "--drain-time",
                "1")) {
            for (int i = 0; i < 6; i++) { // More than one client may have begun.
                slowly(server, "192.0.2.1");
            }
            HttpResponse<String> refused = get(server, FIGURES, "text/csv");
            while (refused.statusCode() == 200) { // Until the slow ones have begun.
                refused = get(server, FIGURES, "text/csv");
            }
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("10");
            assertThat(refused.body()).contains("Too many queries");
            HttpResponse<String> large = HTTP.send(
                    HttpRequest.newBuilder(URI.create(server.endpoint()))
                            .header("Content-Type", "application/sparql-query")
                            .POST(HttpRequest.BodyPublishers.ofString("ASK {} #" + "x".repeat(3 << 20)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(large.statusCode()).isEqualTo(413);
        }
    }

    /** Asks a slow query again and again, until the server stops. */
    private static void slowly(Server server, String client) {
        Thread other = new Thread(() -> {
            try {
                while (true) {
                    HTTP.send(
                            HttpRequest.newBuilder(URI.create(server.endpoint() + "?query="
                                            + URLEncoder.encode(SLOW, StandardCharsets.UTF_8)))
                                    .header("X-Forwarded-For", client)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                }
            } catch (IOException | InterruptedException e) {
                // The server stops under it at the end of the test.
            }
        });
        other.setDaemon(true);
        other.start();
    }

    @Test
    void aCheapQueryFindsItsPlaceBesideAnyNumberOfHeavyOnes() throws Exception {
        try (Server server = Server.start(
                "--max-queries",
                "2",
                "--query-time",
                "100",
                "--client-rate",
                "0",
                "--client-connections",
                "0",
                "--answer-cache",
                "0",
                "--trusted-proxy",
                "127.0.0.1",
                "--drain-time",
                "1")) {
            for (int i = 0; i < 80; i++) {
                slowly(server, "192.0.2." + i / 8);
            }
            while (server.metric("pfocr_queries_paused") < 3) {
                Thread.sleep(50);
            }
            for (int i = 0; i < 30; i++) {
                assertThat(get(server, "ASK {}", "text/csv").statusCode()).isEqualTo(200);
                assertThat(server.get("/health").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void aSyntaxErrorNamesItsPlace() throws Exception {
        try (Server server = Server.start()) {
            String wrong = "SELECT ?x {\n  ?x a ?y FILTRE }";
            HttpResponse<String> json = get(server, wrong, "application/sparql-results+json");
            assertThat(json.statusCode()).isEqualTo(400);
            assertThat(json.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(json.body()).contains("\"line\"", "\"column\"", "\"token\"", "FILTRE", "Line 2, column 11");
            HttpResponse<String> plain = get(server, wrong, "text/csv");
            assertThat(plain.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
            assertThat(plain.body()).startsWith("Line 2, column 11, at 'FILTRE'");
            assertThat(get(server, "SELECT * {", "text/csv").body()).contains("at the end");
            assertThat(plain(server, "GET", "text/csv", "?query=").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void formsAreChosenByAcceptAndByParameter() throws Exception {
        try (Server server = Server.start()) {
            for (String type : List.of(
                    "application/sparql-results+json",
                    "application/sparql-results+xml",
                    "text/csv",
                    "text/tab-separated-values")) {
                assertThat(get(server, FIGURES, type + ", */*;q=0.1").headers().firstValue("Content-Type"))
                        .hasValueSatisfying(t -> assertThat(t).startsWith(type));
            }
            assertThat(get(server, FIGURES, "text/csv;q=0.2, application/sparql-results+xml;q=0.9")
                            .headers()
                            .firstValue("Content-Type"))
                    .hasValueSatisfying(t -> assertThat(t).startsWith("application/sparql-results+xml"));
            String construct = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3";
            for (String type : List.of(
                    "text/turtle",
                    "application/n-triples",
                    "application/ld+json",
                    "application/rdf+xml",
                    "application/trig",
                    "application/n-quads")) {
                HttpResponse<String> answer = get(server, construct, type);
                assertThat(answer.statusCode()).as(type).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type"))
                        .hasValueSatisfying(t -> assertThat(t).startsWith(type));
                assertThat(RDFParser.fromString(answer.body(), RDFLanguages.contentTypeToLang(type))
                                .toGraph()
                                .size())
                        .as(type)
                        .isEqualTo(3);
            }
            HttpResponse<String> none = get(server, FIGURES, "image/png");
            assertThat(none.statusCode()).isEqualTo(406);
            assertThat(none.body()).contains("text/csv", "application/sparql-results+json", "csv, json");
            assertThat(get(server, construct, "text/csv").statusCode()).isEqualTo(406);
            for (String name : List.of("format", "output")) {
                assertThat(plain(server, "GET", "image/png", "?" + name + "=csv&query=ASK%7B%7D")
                                .body())
                        .contains("true");
                assertThat(plain(server, "GET", "image/png", "?" + name + "=png&query=ASK%7B%7D")
                                .statusCode())
                        .isEqualTo(406);
            }
        }
    }

    @Test
    void answersArePackedWhereAsked() throws Exception {
        try (Server server = Server.start()) {
            String all = "SELECT * { ?s ?p ?o }";
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(server.endpoint() + "?query=" + URLEncoder.encode(all, StandardCharsets.UTF_8)))
                    .header("Accept", "text/csv")
                    .header("Accept-Encoding", "gzip")
                    .build();
            HttpResponse<byte[]> packed = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(get(server, all, "text/csv").body());
            }
            String endless = "SELECT * { ?a ?b ?c . ?d ?e ?f }";
            HttpRequest broken = HttpRequest.newBuilder(URI.create(server.endpoint() + "?timeout=1&query="
                            + URLEncoder.encode(endless, StandardCharsets.UTF_8)))
                    .header("Accept-Encoding", "gzip")
                    .build();
            int status;
            try {
                status = HTTP.send(broken, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException e) {
                status = 0;
            }
            assertThat(status).isIn(0, 503); // The latter where nothing was sent within the time.
        }
    }

    /** The end of the connection is the end of the answer then, so it must not look like one. */
    @Test
    void anAnswerThatBreaksOffDoesNotLookWholeWithoutChunks() throws Exception {
        try (Server server = Server.start()) {
            URI endpoint = URI.create(server.endpoint());
            String query = URLEncoder.encode("SELECT * { ?a ?b ?c . ?d ?e ?f }", StandardCharsets.UTF_8);
            for (String version : List.of("1.0\r\n", "1.1\r\nConnection: close\r\n")) {
                String request =
                        "GET /sparql?timeout=2&query=" + query + " HTTP/" + version + "Host: localhost\r\n\r\n";
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
                    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                    InputStream in = socket.getInputStream();
                    String start = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
                    boolean whole = true;
                    try {
                        in.transferTo(OutputStream.nullOutputStream());
                    } catch (SocketException e) {
                        whole = false;
                    }
                    assertThat(!whole || start.endsWith("503")).as(start).isTrue();
                }
            }
        }
    }

    @Test
    void aClientKeepsAnswersUntilTheGenerationChanges() throws Exception {
        try (Server server = Server.start()) {
            for (String path : List.of(
                    "/sparql?query=" + URLEncoder.encode(FIGURES, StandardCharsets.UTF_8),
                    "/figures/PMC90000009__sample-09-g001.html")) {
                URI address = URI.create(server.endpoint()).resolve(path);
                HttpResponse<String> first =
                        HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(first.statusCode()).isEqualTo(200);
                String tag = first.headers().firstValue("ETag").orElseThrow();
                assertThat(first.headers().allValues("Cache-Control")).containsExactly("no-cache");
                assertThat(first.headers().firstValue("Pragma")).isEmpty();
                String other = HTTP.send(
                                HttpRequest.newBuilder(address)
                                        .header("Accept", "text/html, text/csv")
                                        .header("If-None-Match", tag)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow();
                assertThat(other).as("another form").isNotEqualTo(tag);
                assertThat(first.headers().firstValue("Last-Modified")).isPresent();
                HttpResponse<String> again = HTTP.send(
                        HttpRequest.newBuilder(address)
                                .header("If-None-Match", "\"other\", " + tag)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(again.statusCode()).as(path).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(HTTP.send(
                                        HttpRequest.newBuilder(address)
                                                .header("If-None-Match", "\"other\"")
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(200);
            }
            assertThat(get(server, "SELECT (NOW() AS ?n) {}", "text/csv")
                            .headers()
                            .firstValue("ETag"))
                    .isEmpty();
        }
    }

    @Test
    void oneClientCannotHaveTheServerForItself() throws Exception {
        try (Server server = Server.start("--client-rate", "1", "--max-wait", "0", "--trusted-proxy", "127.0.0.1")) {
            int first = untilRefused(server, "192.0.2.1, 203.0.113.7");
            assertThat(untilRefused(server, "203.0.113.7")).isLessThan(first);
            assertThat(forwarded(server, "192.0.2.1").statusCode()).isEqualTo(200);
            first = untilRefused(server, "2001:db8:1:2::1, 127.0.0.1");
            assertThat(untilRefused(server, "2001:db8:1:2::9")).isLessThan(first);
            assertThat(forwarded(server, "2001:db8:1:3::9").statusCode()).isEqualTo(200);
        }
        try (Server server =
                Server.start("--client-rate", "1", "--max-wait", "0")) { // Who is no declared proxy is not believed.
            int first = untilRefused(server, "203.0.113.7");
            assertThat(untilRefused(server, "192.0.2.1")).isLessThan(first);
        }
    }

    /** Asks until the client is refused, which has some saved up; says how often. It may soon ask again, but not as often. */
    private static int untilRefused(Server server, String chain) throws Exception {
        int asked = 1;
        HttpResponse<String> answer = forwarded(server, chain);
        while (answer.statusCode() != 429) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(asked++).isLessThan(2000);
            answer = forwarded(server, chain);
        }
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("1 queries a second");
        return asked;
    }

    private static HttpResponse<String> forwarded(Server server, String chain) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.endpoint() + "?query=ASK%7B%7D"))
                        .header("X-Forwarded-For", chain)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aClientMayAskForLessTimeAndFewerRows() throws Exception {
        try (Server server = Server.start("--query-time", "100", "--max-rows", "50")) {
            String slow = URLEncoder.encode(SLOW, StandardCharsets.UTF_8);
            HttpResponse<String> late = plain(server, "GET", "application/json", "?timeout=0.5&query=" + slow);
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.body()).contains("after 0.5 s", "LIMIT", "\"limitSeconds\"");
            assertThat(plain(server, "GET", "text/csv", "?timeout=soon&query=" + slow)
                            .statusCode())
                    .isEqualTo(400);
            HttpResponse<String> large = get(server, "CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle");
            assertThat(large.statusCode()).isEqualTo(422);
            assertThat(large.body()).contains("more than 50 rows");
            assertThat(get(server, "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 50", "text/turtle")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(server, "SELECT * { ?s ?p ?o } LIMIT 50", "text/csv").statusCode())
                    .isEqualTo(200);
            int status;
            try {
                status = get(server, "SELECT * { ?s ?p ?o }", "text/csv").statusCode();
            } catch (IOException e) {
                status = 0;
            }
            assertThat(status).isIn(0, 422);
        }
    }

    @Test
    void aQueryEndsWhenItsClientGoesAway() throws Exception {
        try (Server server = Server.start(
                "--query-time", "1000", "--max-queries", "1", "--client-rate", "0", "--answer-cache", "0")) {
            URI endpoint = URI.create(server.endpoint());
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
                String request = "GET /sparql?query=" + URLEncoder.encode(SLOW, StandardCharsets.UTF_8)
                        + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                while (server.metric("pfocr_queries_running") < 1) {
                    Thread.sleep(20);
                }
            }
            while (server.metric("pfocr_queries_running") > 0) { // Its limit is longer than the test's.
                Thread.sleep(100);
            }
            assertThat(get(server, FIGURES, "text/csv").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noQueryTakesAllTheMemory() throws Exception {
        String cross = "{ ?a ?b ?c . ?d ?e ?f BIND (CONCAT(STR(?a), STR(?c), STR(?d), STR(?f)) AS ?k) }";
        try (Server server = Server.start(List.of("-Xmx400m", "-XX:+UseParallelGC"), "--query-time", "100")) {
            for (String query : List.of(
                    "SELECT ?k (COUNT(*) AS ?n) " + cross + " GROUP BY ?k",
                    "SELECT (COUNT(DISTINCT ?k) AS ?n) " + cross,
                    "CONSTRUCT { ?a ?b ?k } " + cross)) {
                HttpResponse<String> answer = get(server, query, "*/*");
                assertThat(answer.statusCode()).as(query).isEqualTo(503);
                assertThat(answer.body()).as(query).contains("too much memory");
            }
            String sort = "SELECT ?k " + cross + " ORDER BY ?k";
            assertThat(plain(
                                    server,
                                    "GET",
                                    "text/csv",
                                    "?timeout=5&query=" + URLEncoder.encode(sort, StandardCharsets.UTF_8))
                            .statusCode())
                    .isEqualTo(503);
            assertThat(get(server, FIGURES, "text/csv").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPublicAddressIsUsedForLinksOnly() throws Exception {
        try (Server server = Server.start("--public-url", "https://example.org/pfocr")) {
            String description = plain(server, "GET", "text/turtle", "").body();
            assertThat(description).contains("https://example.org/pfocr/sparql").doesNotContain("127.0.0.1");
            HttpResponse<String> moved = resource(server, "/figures/PMC90000009__sample-09-g001", "text/turtle");
            assertThat(moved.headers().firstValue("Location"))
                    .contains("/pfocr/figures/PMC90000009__sample-09-g001.html");
            String page = resource(server, "/figures/PMC90000009__sample-09-g001.html", "text/html")
                    .body();
            assertThat(page)
                    .contains("href=\"/pfocr/genes/", "href=\"/pfocr/style.css?v=", "href=\"/pfocr/ontology\"")
                    .doesNotContain("href=\"/ontology", "href=\"/figures", "href=\"/genes", "src=\"/site");
            assertThat(page).contains("https://pfocr.wikipathways.org/figures/PMC90000009__sample-09-g001.html");
        }
        assertThat(Program.run("serve", "--public-url", "ftp://x").exitCode()).isEqualTo(2);
    }

    @Test
    void aLongQueryIsCancelled() throws Exception {
        try (Server server = Server.start("--query-time", "1")) {
            HttpResponse<String> answer = get(
                    server,
                    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?c != ?f && ?f != ?i) }",
                    "text/csv");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(get(server, FIGURES, "text/csv").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aNewGenerationIsServedWithoutAPause() throws Exception {
        Path db = folder.resolve("db");
        Program.run("load", TestData.SAMPLE.toString(), "--db", db.toString());
        try (Server server = Server.start("--db", db.toString(), "--client-rate", "0")) {
            AtomicBoolean stop = new AtomicBoolean();
            List<String> wrong = Collections.synchronizedList(new ArrayList<>());
            Thread client = new Thread(() -> {
                while (!stop.get()) {
                    try {
                        HttpResponse<String> answer = get(server, FIGURES, "text/csv");
                        if (answer.statusCode() != 200 || !answer.body().matches("n\r\n(20|1)\r\n")) {
                            wrong.add(answer.statusCode() + " " + answer.body());
                        }
                    } catch (Exception e) {
                        wrong.add(e.toString());
                    }
                }
            });
            client.start();
            assertThat(Program.run("query", "--db", db.toString(), "--results", "csv", "-e", FIGURES)
                            .out())
                    .isEqualTo("n\r\n20\r\n");
            Result load = Program.run("load", "src/test/resources/figures/generation-1", "--db", db.toString());
            assertThat(load.exitCode()).as(load.err()).isZero();
            String body = "";
            for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                    System.nanoTime() < end && !body.equals("n\r\n1\r\n"); ) {
                body = get(server, FIGURES, "text/csv").body();
            }
            assertThat(body).isEqualTo("n\r\n1\r\n");
            stop.set(true);
            client.join(30_000);
            assertThat(wrong).isEmpty();
            for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                    System.nanoTime() < end && Files.exists(db.resolve("gen-000001")); ) {
                Thread.onSpinWait();
            }
            assertThat(db.resolve("gen-000001")).doesNotExist();
            assertThat(db.resolve("gen-000002")).exists();
        }
    }

    @Test
    void graphsAreSeenByNameAndTogether() throws Exception {
        try (Server server = Server.start()) {
            String graph = "https://pfocr.wikipathways.org/graph/";
            assertThat(get(server, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g", "text/csv")
                            .body())
                    .isEqualTo("g\r\n" + graph + "dataset\r\n" + graph + "figures\r\n" + graph + "ontology\r\n"
                            + "https://pfocr.wikipathways.org/sparql/.well-known/sparql-examples\r\n");
            String count = "SELECT (COUNT(*) AS ?n) %s { ?c a <http://www.w3.org/2002/07/owl#Class> ;"
                    + " <http://www.w3.org/2000/01/rdf-schema#isDefinedBy> <https://pfocr.wikipathways.org/ontology> }";
            String inOntology = get(server, count.formatted("FROM <" + graph + "ontology>"), "text/csv")
                    .body();
            assertThat(inOntology).isEqualTo("n\r\n13\r\n");
            assertThat(get(server, count.formatted(""), "text/csv").body()).isEqualTo(inOntology);
            assertThat(get(server, count.formatted("FROM <" + graph + "figures>"), "text/csv")
                            .body())
                    .isEqualTo("n\r\n0\r\n");
            assertThat(get(
                                    server,
                                    "SELECT (COUNT(*) AS ?n) { GRAPH <" + graph + "ontology>"
                                            + " { ?x <http://www.w3.org/2000/01/rdf-schema#subClassOf>+ ?y } }",
                                    "text/csv")
                            .body())
                    .doesNotContain("\n0\r");
        }
    }

    @Test
    void aPortInUseIsAFailure() throws Exception {
        try (Server server = Server.start()) {
            Result second = Program.run(
                    "serve",
                    "--port",
                    String.valueOf(URI.create(server.endpoint()).getPort()));
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.err()).contains("cannot listen on 127.0.0.1 port").doesNotContain("\tat ");
        }
    }

    @Test
    void inputIsConvertedFirst() throws Exception {
        String db = folder.resolve("db").toString();
        String input = "src/test/resources/figures/generation-1";
        try (Server server = Server.start(input, "--db", db)) {
            assertThat(get(server, FIGURES, "text/csv").body()).isEqualTo("n\r\n1\r\n");
        }
        try (Server server = Server.start("--db", db)) {
            assertThat(get(server, FIGURES, "text/csv").body()).isEqualTo("n\r\n1\r\n");
        }
    }

    private static HttpResponse<String> get(Server server, String query, String accept) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(
                                server.endpoint() + "?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
