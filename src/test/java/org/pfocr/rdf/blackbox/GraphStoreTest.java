package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.exec.QueryExec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The W3C tests of the SPARQL 1.1 Graph Store HTTP Protocol and of the SPARQL 1.1 Service Description, by their names, as
 * far as they apply to a service that cannot be written: what the suite puts over HTTP is loaded before the start here,
 * and each of its writes must be refused and change nothing.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GraphStoreTest {
    private static final String PERSON = "http://example.org/person/1.ttl";
    private static final String FOAF = "http://xmlns.com/foaf/0.1/";

    private static Server server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data.nq");
        Files.writeString(data, """
                <http://example.org/p1> <%1$sname> "One of the tests" <%2$s> .
                <http://example.org/p1> <%1$sage> "44" <%2$s> .
                <http://example.org/p2> <%1$sname> "Another" <http://example.org/person/2.ttl> .
                """.formatted(FOAF, PERSON));
        assertThat(Program.run(
                                "load",
                                data.toString(),
                                "--db",
                                folder.resolve("db").toString())
                        .exitCode())
                .isZero();
        server = Server.start("--db", folder.resolve("db").toString(), "--client-rate", "0");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String named(String graph) {
        return "/data?graph=" + URLEncoder.encode(graph, StandardCharsets.UTF_8);
    }

    private static Graph graph(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        Lang lang = RDFLanguages.contentTypeToLang(
                answer.headers().firstValue("Content-Type").orElseThrow());
        return RDFParser.fromString(answer.body(), lang).toGraph();
    }

    /** Triples of the default graph: those of the file, and the ontology that every store holds. */
    private static int triples() throws Exception {
        String count =
                server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "text/csv").body();
        return Integer.parseInt(count.lines().skip(1).findFirst().orElseThrow());
    }

    private static void isRefused(String method, String path, String body) throws Exception {
        HttpResponse<String> answer =
                server.send(method, path, BodyPublishers.ofString(body), "Content-Type", "text/turtle");
        assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(405);
        assertThat(answer.body()).contains("nothing can be written");
    }

    @Test
    void get_of_put__initial_state() throws Exception {
        isRefused("PUT", named(PERSON), "<urn:a> <urn:b> <urn:c> .");
        assertThat(graph(server.get(named(PERSON), "Accept", "text/turtle")).size())
                .isEqualTo(2);
    }

    @Test
    void get_of_put__graph_already_in_store() throws Exception {
        isRefused("PUT", named(PERSON), "<urn:a> <urn:b> <urn:d> .");
        assertThat(graph(server.get(named(PERSON), "Accept", "application/n-triples"))
                        .size())
                .isEqualTo(2);
    }

    @Test
    void get_of_put__default_graph() throws Exception {
        isRefused("PUT", "/data?default", "<urn:a> <urn:b> <urn:c> .");
        assertThat(graph(server.get("/data?default", "Accept", "text/turtle")).size())
                .isEqualTo(triples());
    }

    @Test
    void put__mismatched_payload() throws Exception {
        isRefused("PUT", named(PERSON), "<?xml version='1.0'?>");
    }

    @Test
    void get_of_put__empty_graph() throws Exception {
        isRefused("PUT", named("http://example.org/empty"), "");
        assertThat(server.get(named("http://example.org/empty")).statusCode()).isEqualTo(404);
    }

    @Test
    void get_of_delete__existing_graph() throws Exception {
        isRefused("DELETE", named(PERSON), "");
        assertThat(server.get(named(PERSON)).statusCode()).isEqualTo(200);
    }

    @Test
    void delete__non_existing_graph() throws Exception {
        isRefused("DELETE", named("http://example.org/none"), "");
    }

    @Test
    void get_of_post__existing_graph() throws Exception {
        isRefused("POST", named(PERSON), "<urn:a> <urn:b> <urn:c> .");
        assertThat(graph(server.get(named(PERSON))).size()).isEqualTo(2);
    }

    @Test
    void post__multipart_form_data() throws Exception {
        HttpResponse<String> answer = server.send(
                "POST",
                named(PERSON),
                BodyPublishers.ofString("--x\r\n\r\n<urn:a> <urn:b> <urn:c> .\r\n--x--\r\n"),
                "Content-Type",
                "multipart/form-data; boundary=x");
        assertThat(answer.statusCode()).isEqualTo(405);
    }

    @Test
    void post__create_new_graph() throws Exception {
        isRefused("POST", "/data", "<urn:a> <urn:b> <urn:c> .");
        isRefused("PATCH", named(PERSON), "INSERT DATA { <urn:a> <urn:b> <urn:c> }");
        assertThat(server.query("ASK { <urn:a> ?p ?o }", "text/csv").body()).contains("false");
    }

    @Test
    void head_on_an_existing_graph() throws Exception {
        HttpResponse<String> head =
                server.send("HEAD", named(PERSON), BodyPublishers.noBody(), "Accept", "text/turtle");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/turtle"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void head_on_a_non_existing_graph() throws Exception {
        assertThat(server.send("HEAD", named("http://example.org/none"), BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(404);
    }

    /** Beside the suite: the protocol's other ways to name a graph, and what cannot be had. */
    @Test
    void graphsAreNamedAsTheProtocolSays() throws Exception {
        assertThat(server.get("/data?default&graph=urn:x").statusCode()).isEqualTo(400);
        assertThat(server.get("/data?graph=not%20an%20iri").statusCode()).isEqualTo(400);
        assertThat(server.get(named(PERSON), "Accept", "image/png").statusCode())
                .isEqualTo(406);
        assertThat(server.get("/data", "Accept", "application/n-quads").body())
                .contains("<" + PERSON + ">")
                .hasLineCount(triples());
        assertThat(RDFParser.fromString(
                                server.get("/data", "Accept", "application/trig")
                                        .body(),
                                Lang.TRIG)
                        .toDatasetGraph()
                        .stream()
                        .count())
                .isEqualTo(triples());
        HttpResponse<String> first = server.get(named(PERSON));
        assertThat(server.get(
                                named(PERSON),
                                "If-None-Match",
                                first.headers().firstValue("ETag").orElseThrow())
                        .statusCode())
                .isEqualTo(304);
        try (Server sample = Server.start()) {
            assertThat(graph(sample.get("/graph/ontology")).size()).isGreaterThan(100);
        }
    }

    @Test
    void service_description__returns_rdf() throws Exception {
        for (String type :
                List.of("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")) {
            HttpResponse<String> answer = server.get("/sparql", "Accept", type);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(t -> assertThat(t).startsWith(type));
            assertThat(graph(answer).isEmpty()).isFalse();
        }
    }

    @Test
    void service_description__has_endpoint_triple() throws Exception {
        String description =
                server.get("/sparql", "Accept", "application/n-triples").body();
        assertThat(description)
                .contains("<http://www.w3.org/ns/sparql-service-description#endpoint> <" + server.endpoint() + "> .");
    }

    @Test
    void service_description__conforms_to_schema() throws Exception {
        Graph description = graph(server.get("/sparql", "Accept", "text/turtle"));
        // The domains and ranges of the vocabulary (SPARQL 1.1 Service Description, section 3) as a query.
        String wrong = """
                PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
                ASK {
                  { ?s sd:endpoint ?e FILTER NOT EXISTS { ?s a sd:Service } }
                  UNION { ?s sd:endpoint ?e FILTER (!isIRI(?e)) }
                  UNION { ?s sd:defaultDataset ?d FILTER NOT EXISTS { ?s a sd:Service . ?d a sd:Dataset } }
                  UNION { ?d sd:defaultGraph ?g FILTER NOT EXISTS { ?d a sd:Dataset . ?g a sd:Graph } }
                  UNION { ?d sd:namedGraph ?g FILTER NOT EXISTS { ?d a sd:Dataset . ?g a sd:NamedGraph ; sd:name ?n } }
                  UNION { ?s sd:supportedLanguage|sd:feature|sd:resultFormat ?x
                          FILTER NOT EXISTS { ?s a sd:Service FILTER isIRI(?x) } }
                }""";
        assertThat(QueryExec.graph(description).query(wrong).ask()).isFalse();
        assertThat(QueryExec.graph(description)
                        .query(
                                "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
                                        + "ASK { ?s a sd:Service ; sd:endpoint ?e ; sd:defaultDataset/sd:namedGraph/sd:name ?n }")
                        .ask())
                .isTrue();
    }
}
