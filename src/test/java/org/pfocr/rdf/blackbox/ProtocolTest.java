package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The W3C SPARQL 1.1 protocol tests for queries, by their names in the suite. Three graphs stand for its data1 to data3;
 * the default graph of a request without a data set is their union.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProtocolTest {
    private static final String ASK = "ASK {}";
    private static final String JSON = "application/sparql-results+json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String DIRECT = "application/sparql-query";
    private static final String DATA = "http://example.org/data";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Server server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        StringBuilder quads = new StringBuilder();
        for (int i = 1; i <= 3; i++) {
            quads.append("<%1$s/s%2$d> <%1$s/p> \"%2$d\" <%1$s%2$d> .\n".formatted(DATA, i));
        }
        Path file = Files.writeString(folder.resolve("data.nq"), quads);
        String db = folder.resolve("db").toString();
        assertThat(Program.run("load", file.toString(), "--db", db).exitCode()).isZero();
        server = Server.start("--db", db, "--client-rate", "0");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void bad_query_method() throws Exception {
        HttpResponse<String> answer = send(request("?query=" + encoded(ASK))
                .header("Content-Type", FORM)
                .PUT(BodyPublishers.ofString("query=" + encoded(ASK))));
        assertThat(answer.statusCode()).isEqualTo(405);
    }

    @Test
    void bad_multiple_queries() throws Exception {
        String two = "query=" + encoded(ASK) + "&query=" + encoded("SELECT * {}");
        assertThat(send(request("?" + two)).statusCode()).isEqualTo(400);
        assertThat(form(two).statusCode()).isEqualTo(400);
    }

    @Test
    void bad_query_wrong_media_type() throws Exception {
        assertThat(post("", "text/plain", ASK).statusCode()).isEqualTo(415);
    }

    @Test
    void bad_query_missing_form_type() throws Exception {
        assertThat(send(request("").POST(BodyPublishers.ofString("query=" + encoded(ASK))))
                        .statusCode())
                .isBetween(400, 499);
    }

    @Test
    void bad_query_missing_direct_type() throws Exception {
        assertThat(send(request("").POST(BodyPublishers.ofString(ASK))).statusCode())
                .isBetween(400, 499);
    }

    @Test
    void bad_query_non_utf8() throws Exception {
        HttpResponse<String> answer = send(request("")
                .header("Content-Type", DIRECT + "; charset=UTF-16")
                .POST(BodyPublishers.ofByteArray(ASK.getBytes(StandardCharsets.UTF_16))));
        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    @Test
    void bad_query_syntax() throws Exception {
        assertThat(send(request("?query=" + encoded("ASK { ?x }"))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void query_get() throws Exception {
        isTrue(send(request("?query=" + encoded(ASK)).header("Accept", JSON)));
    }

    @Test
    void query_post_form() throws Exception {
        isTrue(form("query=" + encoded(ASK)));
    }

    @Test
    void query_post_direct() throws Exception {
        isTrue(post("", DIRECT, ASK));
    }

    @Test
    void query_content_type_select() throws Exception {
        hasOneOf(send(request("?query=" + encoded("SELECT (1 AS ?x) {}"))), JSON, "application/sparql-results+xml");
    }

    @Test
    void query_content_type_ask() throws Exception {
        hasOneOf(send(request("?query=" + encoded(ASK))), JSON, "application/sparql-results+xml");
    }

    @Test
    void query_content_type_describe() throws Exception {
        hasOneOf(send(request("?query=" + encoded("DESCRIBE <http://example.org/>"))), "text/turtle");
    }

    @Test
    void query_content_type_construct() throws Exception {
        hasOneOf(send(request("?query=" + encoded("CONSTRUCT { <s> <p> 1 } WHERE {}"))), "text/turtle");
    }

    @Test
    void query_dataset_default_graph() throws Exception {
        bothWays(
                "&default-graph-uri=" + encoded(DATA + 1), "ASK { { ?s ?p \"1\" } FILTER NOT EXISTS { ?x ?y \"2\" } }");
    }

    @Test
    void query_dataset_default_graphs() throws Exception {
        bothWays(
                "&default-graph-uri=" + encoded(DATA + 1) + "&default-graph-uri=" + encoded(DATA + 2),
                "ASK { { ?a ?p \"1\" } { ?b ?p \"2\" } FILTER NOT EXISTS { ?x ?y \"3\" } }");
    }

    @Test
    void query_dataset_named_graphs() throws Exception {
        bothWays(
                "&named-graph-uri=" + encoded(DATA + 1) + "&named-graph-uri=" + encoded(DATA + 2),
                "ASK { GRAPH ?g { ?a ?p \"1\" } GRAPH ?h { ?b ?p \"2\" } FILTER NOT EXISTS { GRAPH ?k { ?x ?y \"3\" } }"
                        + " FILTER NOT EXISTS { ?s ?q ?o } }");
    }

    @Test
    void query_dataset_full() throws Exception {
        bothWays(
                "&default-graph-uri=" + encoded(DATA + 3) + "&named-graph-uri=" + encoded(DATA + 1)
                        + "&named-graph-uri=" + encoded(DATA + 2),
                "ASK { ?c ?p \"3\" GRAPH ?g { ?a ?p \"1\" } GRAPH ?h { ?b ?p \"2\" }"
                        + " FILTER NOT EXISTS { ?x ?y \"1\" } }");
    }

    /** What the request says goes before what the query says. */
    @Test
    void query_multiple_dataset() throws Exception {
        bothWays(
                "&default-graph-uri=" + encoded(DATA + 2),
                "ASK FROM <" + DATA + 1 + "> { ?s ?p \"2\" FILTER NOT EXISTS { ?x ?y \"1\" } }");
    }

    /** As GET, as a form, and as a query in the body with the data set in the address. */
    private static void bothWays(String dataset, String ask) throws Exception {
        isTrue(send(request("?query=" + encoded(ask) + dataset).header("Accept", JSON)));
        isTrue(form("query=" + encoded(ask) + dataset));
        isTrue(post("?" + dataset.substring(1), DIRECT, ask));
    }

    private static void isTrue(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().replaceAll("\\s", "")).contains("\"boolean\":true");
    }

    private static void hasOneOf(HttpResponse<String> answer, String... types) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0])
                .isIn(List.of(types));
    }

    private static HttpRequest.Builder request(String parameters) {
        return HttpRequest.newBuilder(URI.create(server.endpoint() + parameters));
    }

    private static HttpResponse<String> form(String body) throws Exception {
        return post("", FORM, body);
    }

    private static HttpResponse<String> post(String parameters, String type, String body) throws Exception {
        return send(request(parameters)
                .header("Content-Type", type)
                .header("Accept", JSON)
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
