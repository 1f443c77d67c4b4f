package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ResultSetFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.pfocr.rdf.queries.SampleGraph;

/**
 * SERVICE in each form of a query: the rows that SPARQL defines, which ARQ finds where the other endpoint's data are a named
 * graph of the same store, and few requests.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class BulkServiceTest {
    private static final String PREFIXES = """
            PREFIX : <http://example.org/>
            PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>
            PREFIX wp: <http://vocabularies.wikipathways.org/wp#>
            PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
            PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
            """;
    private static final int GENES = 2500;

    private static Partner partner;
    private static Partner other;
    private static Server server;
    private static DatasetGraph together;

    @BeforeAll
    static void start() throws Exception {
        DatasetGraph sample = SampleGraph.dataset();
        DatasetGraph data = DatasetGraphFactory.create();
        Graph graph = data.getDefaultGraph();
        int i = 0;
        List<Node> genes = new ArrayList<>();
        sample.find(Node.ANY, Node.ANY, uri("http://vocabularies.wikipathways.org/wp#bdbEntrezGene"), Node.ANY)
                .forEachRemaining(quad -> genes.add(quad.getSubject()));
        for (Node gene : genes) {
            if (++i % 3 == 0) {
                continue; // Not every gene is known there.
            }
            Node node = uri("http://example.org/node" + i);
            graph.add(node, uri("http://vocabularies.wikipathways.org/wp#bdbEntrezGene"), gene);
            graph.add(node, uri("http://example.org/pathway"), uri("http://example.org/pathway" + i % 7));
            if (i % 2 == 0) {
                graph.add(
                        node,
                        uri("http://example.org/score"),
                        NodeFactory.createLiteralDT(
                                String.valueOf(i % 5), org.apache.jena.datatypes.xsd.XSDDatatype.XSDinteger));
            }
        }
        for (int n = 0; n < GENES; n++) {
            graph.add(
                    uri("http://example.org/many" + n),
                    uri("http://example.org/number"),
                    NodeFactory.createLiteralString(String.valueOf(n)));
        }
        partner = new Partner(data);
        other = new Partner(data);
        server = Server.start(
                "--client-rate",
                "0",
                "--service-cache",
                "0",
                "--service-mirror",
                "http://example.org/sparql=" + partner.endpoint(),
                "--service-mirror",
                "http://example.org/other=" + other.endpoint());
        together = DatasetGraphFactory.create();
        sample.find()
                .forEachRemaining(quad -> together.add(
                        org.apache.jena.sparql.core.Quad.defaultGraphIRI,
                        quad.getSubject(),
                        quad.getPredicate(),
                        quad.getObject()));
        for (String name : List.of("http://example.org/sparql", "http://example.org/other")) {
            graph.find()
                    .forEachRemaining(triple ->
                            together.add(uri(name), triple.getSubject(), triple.getPredicate(), triple.getObject()));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        partner.close();
        other.close();
    }

    private static Node uri(String uri) {
        return NodeFactory.createURI(uri);
    }

    /** Query by name; SERVICE :sparql stands for the partner. */
    private static Map<String, String> queries() {
        String known = "{ ?node wp:bdbEntrezGene ?gene }";
        String pathway = "{ ?node wp:bdbEntrezGene ?gene ; :pathway ?pathway }";
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("join", "SELECT * { ?gene a pfocr:Gene ; rdfs:label ?s . SERVICE :sparql " + pathway + " }");
        queries.put("optional", "SELECT * { ?gene a pfocr:Gene . OPTIONAL { SERVICE :sparql " + pathway + " } }");
        queries.put(
                "optional with filter",
                "SELECT * { ?gene a pfocr:Gene . OPTIONAL { SERVICE :sparql " + pathway
                        + " FILTER (?pathway != :pathway3) } }");
        queries.put(
                "optional with more",
                "SELECT * { ?gene a pfocr:Gene . OPTIONAL { ?gene rdfs:label ?s . SERVICE :sparql " + pathway
                        + " OPTIONAL { ?figure pfocr:mentionsGene ?gene } } }");
        queries.put("minus", "SELECT * { ?gene a pfocr:Gene . MINUS { SERVICE :sparql " + known + " } }");
        queries.put(
                "not exists", "SELECT * { ?gene a pfocr:Gene . FILTER NOT EXISTS { SERVICE :sparql " + known + " } }");
        queries.put("exists", "SELECT * { ?gene a pfocr:Gene . FILTER EXISTS { SERVICE :sparql " + known + " } }");
        queries.put(
                "not not exists",
                "SELECT * { ?gene a pfocr:Gene . FILTER (!(NOT EXISTS { SERVICE :sparql " + known
                        + " })) FILTER (STRLEN(STR(?gene)) > 3) }");
        queries.put(
                "exists beside patterns",
                "SELECT * { ?gene a pfocr:Gene . FILTER EXISTS { ?gene rdfs:label ?s . SERVICE :sparql " + pathway
                        + " FILTER (?pathway = :pathway2) } }");
        queries.put(
                "union",
                "SELECT * { ?gene a pfocr:Gene . { SERVICE :sparql " + pathway + " } UNION { SERVICE :other " + known
                        + " } }");
        queries.put(
                "sub-select",
                "SELECT * { { SELECT DISTINCT ?gene { ?figure pfocr:mentionsGene ?gene } ORDER BY ?gene LIMIT 50 }"
                        + " SERVICE :sparql " + pathway + " }");
        queries.put(
                "sub-select within",
                "SELECT * { ?gene a pfocr:Gene . SERVICE :sparql { SELECT ?gene (COUNT(?pathway) AS ?n) "
                        + "{ ?node wp:bdbEntrezGene ?gene ; :pathway ?pathway } GROUP BY ?gene } }");
        queries.put(
                "within a sub-select",
                "SELECT ?pathway ?genes { { SELECT ?pathway (COUNT(DISTINCT ?gene) AS ?genes) { ?gene a pfocr:Gene . "
                        + "SERVICE :sparql " + pathway + " } GROUP BY ?pathway } }");
        queries.put(
                "optional within",
                "SELECT * { ?gene a pfocr:Gene . SERVICE :sparql { ?node wp:bdbEntrezGene ?gene "
                        + "OPTIONAL { ?node :score ?score } } }");
        queries.put(
                "optional, union and filter within",
                "SELECT * { ?gene a pfocr:Gene . SERVICE :sparql { { ?node wp:bdbEntrezGene ?gene } UNION { ?gene a ?x } "
                        + "OPTIONAL { ?node :score ?score FILTER (?score > 1) } FILTER (BOUND(?score)) } }");
        queries.put(
                "bind within",
                "SELECT * { ?gene a pfocr:Gene . SERVICE :sparql { ?node wp:bdbEntrezGene ?gene ; :score ?n "
                        + "BIND (?n + 1 AS ?m) FILTER (?m > 2) } }");
        queries.put(
                "a variable of an optional part",
                "SELECT * { ?gene a pfocr:Gene . OPTIONAL { ?gene wp:bdbHgncSymbol ?h . ?gene wp:bdbEntrezGene ?e } "
                        + "SERVICE :sparql { ?node wp:bdbEntrezGene ?e ; :pathway :pathway1 } }");
        queries.put(
                "minus with a variable more",
                "SELECT * { ?gene a pfocr:Gene . OPTIONAL { ?figure pfocr:mentionsGene ?gene } "
                        + "MINUS { SERVICE :sparql { ?node wp:bdbEntrezGene ?gene OPTIONAL { ?node :score ?figure } } } }");
        queries.put(
                "two partners one after the other",
                "SELECT * { ?gene a pfocr:Gene . SERVICE :sparql " + pathway
                        + " SERVICE :other { ?node :score ?score } }");
        queries.put(
                "two partners at the same time",
                "SELECT * { ?gene a pfocr:Gene . SERVICE :sparql " + pathway
                        + " SERVICE :other { ?n wp:bdbEntrezGene ?gene } " + "?figure pfocr:mentionsGene ?gene }");
        queries.put(
                "two partners in an optional part",
                "SELECT * { ?gene a pfocr:Gene . OPTIONAL { SERVICE :sparql " + pathway
                        + " SERVICE :other { ?node :score ?score } } }");
        queries.put(
                "address in a variable",
                "SELECT * { VALUES ?e { :sparql } ?gene a pfocr:Gene . SERVICE ?e " + pathway + " }");
        queries.put(
                "ask",
                "SELECT * { ?gene a pfocr:Gene . FILTER (?gene = <https://identifiers.org/ncbigene/207>) "
                        + "SERVICE :sparql " + pathway + " }");
        queries.put(
                "nothing shared", "SELECT * { ?f a pfocr:PathwayFigure . SERVICE :sparql { ?n :pathway :pathway4 } }");
        queries.put(
                "join of tables",
                "SELECT * { { SELECT ?gene (COUNT(?figure) AS ?n) { ?figure pfocr:mentionsGene ?gene } GROUP BY ?gene } "
                        + "{ SERVICE :sparql " + pathway + " BIND (1 AS ?one) } }");
        return queries;
    }

    @TestFactory
    Stream<DynamicTest> rowsAreThoseOfSparqlInFewRequests() {
        return queries().entrySet().stream()
                .map(query -> DynamicTest.dynamicTest(query.getKey(), () -> {
                    partner.requests();
                    List<String> rows = asked(query.getValue());
                    int requests = partner.requests();
                    String local = query.getValue().replace("SERVICE", "GRAPH");
                    try (QueryExec plain = QueryExec.newBuilder()
                            .dataset(together)
                            .query(QueryFactory.create(PREFIXES + local))
                            .build()) {
                        assertThat(rows).isEqualTo(rows(plain.select()));
                    }
                    assertThat(rows).isNotEmpty();
                    assertThat(requests).isLessThanOrEqualTo(2);
                }));
    }

    @Test
    void thousandBindingsAreTwoRequestsAtMost() throws Exception {
        for (int bindings : new int[] {10, 1000, 2500}) {
            StringBuilder values = new StringBuilder();
            for (int i = 0; i < bindings; i++) {
                values.append('"').append(i * 2).append("\" ");
            }
            String left = "VALUES ?n { " + values + " }";
            String part = "{ SERVICE :sparql { ?thing :number ?n } }";
            int known = Math.min(bindings, GENES / 2);
            int most = Math.max(2, 2 * bindings / 1000);
            partner.requests();
            assertThat(asked("SELECT * { " + left + " SERVICE :sparql { ?thing :number ?n } }"))
                    .hasSize(known);
            assertThat(partner.requests()).isLessThanOrEqualTo(most);
            assertThat(asked("SELECT * { " + left + " OPTIONAL " + part + " }")).hasSize(bindings);
            assertThat(partner.requests()).isLessThanOrEqualTo(most);
            assertThat(asked("SELECT * { " + left + " MINUS " + part + " }")).hasSize(bindings - known);
            assertThat(partner.requests()).isLessThanOrEqualTo(most);
            assertThat(asked("SELECT * { " + left + " FILTER NOT EXISTS " + part + " }"))
                    .hasSize(bindings - known);
            assertThat(partner.requests()).isLessThanOrEqualTo(most);
            assertThat(asked("SELECT * { " + left + " FILTER EXISTS " + part + " }"))
                    .hasSize(known);
            assertThat(partner.requests()).isLessThanOrEqualTo(most);
        }
    }

    /** Each answers only when the other has been asked. */
    @Test
    void partnersAreAskedAtTheSameTime() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        Runnable meet = () -> {
            try {
                both.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("the other was not asked", e);
            }
        };
        DatasetGraph data = DatasetGraphFactory.create();
        together.find(uri("http://example.org/sparql"), Node.ANY, Node.ANY, Node.ANY)
                .forEachRemaining(quad -> data.getDefaultGraph().add(quad.asTriple()));
        try (Partner one = new Partner(data, meet);
                Partner two = new Partner(data, meet);
                Server asking = Server.start(
                        "--service-mirror", "http://example.org/sparql=" + one.endpoint(),
                        "--service-mirror", "http://example.org/other=" + two.endpoint())) {
            for (String pattern : List.of(
                    "SERVICE :sparql { ?n wp:bdbEntrezGene ?gene } SERVICE :other { ?m wp:bdbEntrezGene ?gene }",
                    "{ SERVICE :sparql { ?n wp:bdbEntrezGene ?gene } } UNION { SERVICE :other { ?m :pathway ?p } }")) {
                HttpResponse<String> answer =
                        asking.query(PREFIXES + "SELECT * { ?gene a pfocr:Gene . " + pattern + " }", "text/csv");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body().lines().count()).isGreaterThan(100);
            }
        }
    }

    @Test
    void aPartnersAnswerIsKeptForAWhile() throws Exception {
        try (Server keeping = Server.start(
                "--client-rate", "0", "--service-mirror", "http://example.org/sparql=" + partner.endpoint())) {
            partner.requests();
            String query =
                    PREFIXES + "SELECT * { ?gene a pfocr:Gene . SERVICE :sparql { ?node wp:bdbEntrezGene ?gene } }";
            String first = keeping.query(query, "text/csv").body();
            assertThat(keeping.query(query + " # again", "text/csv").body()).isEqualTo(first);
            assertThat(partner.requests()).isEqualTo(1);
        }
    }

    @Test
    void aPartnerThatFailsIsNamedAndWhatItWasAsked() throws Exception {
        HttpServer wrong = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        wrong.createContext("/down", exchange -> {
            byte[] body = "out of order".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(503, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        wrong.createContext("/wrong", exchange -> {
            byte[] body = "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        wrong.createContext("/slow", exchange -> {}); // Never answers.
        wrong.start();
        String address = "http://localhost:" + wrong.getAddress().getPort();
        try (Server asking = Server.start(
                "--query-time", "4",
                "--service-mirror", "http://example.org/down=" + address + "/down",
                "--service-mirror", "http://example.org/wrong=" + address + "/wrong",
                "--service-mirror", "http://example.org/slow=" + address + "/slow",
                "--service-mirror", "http://example.org/nobody=http://localhost:9/sparql",
                "--service-mirror", "http://example.org/sparql=" + partner.endpoint())) {
            for (String[] expected : new String[][] {
                {
                    "down",
                    "<http://example.org/down> answered 503: out of order. It was asked: SELECT * WHERE { VALUES ?gene"
                },
                {"wrong", "<http://example.org/wrong> sent what is no table of results"},
                {"slow", "<http://example.org/slow> did not answer within 2 s"},
                {"nobody", "<http://example.org/nobody> could not be asked"},
            }) {
                for (String form : new String[] {
                    "SERVICE :%s %s",
                    "OPTIONAL { SERVICE :%s %s }",
                    "MINUS { SERVICE :%s %s }",
                    "FILTER EXISTS { SERVICE :%s %s }"
                }) {
                    HttpResponse<String> answer = asking.query(
                            PREFIXES + "SELECT * { ?gene a pfocr:Gene . "
                                    + form.formatted(expected[0], "{ ?node wp:bdbEntrezGene ?gene }") + " }",
                            "text/csv");
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
                    assertThat(answer.body()).contains(expected[1]);
                }
                // A part of the answer: what is silent adds nothing.
                HttpResponse<String> silent = asking.query(
                        PREFIXES + "SELECT * { ?gene a pfocr:Gene . SERVICE SILENT :" + expected[0]
                                + " { ?node wp:bdbEntrezGene ?gene } SERVICE :sparql { ?n wp:bdbEntrezGene ?gene } }",
                        "text/csv");
                assertThat(silent.statusCode()).as(silent.body()).isEqualTo(200);
                assertThat(silent.body().lines().count()).isGreaterThan(100);
            }
        } finally {
            wrong.stop(0);
        }
    }

    private static List<String> asked(String query) throws Exception {
        HttpResponse<String> answer = server.send(
                "POST",
                "/sparql",
                HttpRequest.BodyPublishers.ofString(PREFIXES + query),
                "Content-Type",
                "application/sparql-query",
                "Accept",
                "application/sparql-results+json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return rows(RowSet.adapt(
                ResultSetFactory.fromJSON(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)))));
    }

    private static List<String> rows(RowSet rows) {
        List<String> texts = new ArrayList<>();
        rows.forEachRemaining(row -> {
            List<String> cells = new ArrayList<>();
            rows.getResultVars().forEach(variable -> cells.add(variable + "=" + row.get(variable)));
            Collections.sort(cells);
            texts.add(String.join(", ", cells));
        });
        Collections.sort(texts);
        return texts;
    }
}
