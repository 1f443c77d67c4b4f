package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfocr.rdf.TestData;

/** The functions on gene sets at a server. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GeneSetsTest {
    private static final String PREFIXES = "PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>"
            + " PREFIX wp: <http://vocabularies.wikipathways.org/wp#>"
            + " PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> ";
    private static final String BEST = "https://pfocr.wikipathways.org/figures/PMC90000005__sample-05-g003.html";

    @TempDir
    private static Path folder;

    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        String db = folder.resolve("db").toString();
        load(TestData.SAMPLE, db);
        server = Server.start("--db", db, "--client-rate", "0");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void load(Path input, String db) {
        Program.Result result = Program.run("load", input.toString(), "--db", db, "--quiet");
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private static List<String> rows(Server of, String query) throws Exception {
        HttpResponse<String> answer = of.query(PREFIXES + query, "text/csv");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().skip(1).toList();
    }

    @Test
    void functionsAnswerAndAreKept() throws Exception {
        String query = "SELECT ?f ?overlap ?n { { SELECT (GROUP_CONCAT(?symbol) AS ?list) { <" + BEST
                + "> pfocr:mentionsGene/rdfs:label ?symbol } } (?f ?overlap) pfocr:enriched (?list) ."
                + " { SELECT ?f (COUNT(?g) AS ?n) { ?f pfocr:mentionsGene ?g } GROUP BY ?f } } ORDER BY DESC(?overlap)";
        List<String> rows = rows(server, query);
        assertThat(rows.get(0)).isEqualTo(BEST + ",12,12");
        double before = server.metric("pfocr_queries_seconds_count{outcome=\"cached\"}");
        assertThat(rows(server, query)).isEqualTo(rows);
        assertThat(server.metric("pfocr_queries_seconds_count{outcome=\"cached\"}")).isEqualTo(before + 1);
        assertThat(rows(server, "SELECT ?o { (?o ?s) pfocr:similarTo (<" + BEST + "> 3) }"))
                .isNotEmpty();
        assertThat(rows(
                        server,
                        "SELECT ?label { ?gene rdfs:label \"TP53\" . (?p ?n) pfocr:drawnWith (?gene 5) ."
                                + " ?p rdfs:label ?label }"))
                .isNotEmpty();
    }

    @Test
    void theServiceSaysWhatItHas() throws Exception {
        assertThat(server.get("/sparql", "Accept", "application/n-triples").body())
                .contains("sparql-service-description#propertyFeature> <https://pfocr.wikipathways.org/ontology#enriched>")
                .contains("sparql-service-description#propertyFeature> <https://pfocr.wikipathways.org/ontology#similarTo>")
                .contains(
                        "sparql-service-description#propertyFeature> <https://pfocr.wikipathways.org/ontology#drawnWith>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?f pfocr:enriched (\"NOTHINGLIKEIT\") | none of the list's names",
                "?f pfocr:enriched (\"TP53\" \"flavour=odd\") | strict, synonyms, all",
                "?f pfocr:enriched (?genes) | ?genes has no value",
                "?f a pfocr:PathwayFigure . ?x pfocr:similarTo (?o ?o) | has no value",
                "?o pfocr:drawnWith (<urn:x> \"kind=fish\") | genes, chemicals, diseases, all",
            })
    void wrongArgumentsAreTheClients(String pattern, String message) throws Exception {
        HttpResponse<String> answer = server.query(PREFIXES + "SELECT * { " + pattern + " }", "text/csv");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("pfocr:").contains(message.strip()).doesNotContain("\tat ");
    }

    /** Each figure's enrichment of each figure's genes is more than fits. */
    @Test
    void functionsEndWhenTheTimeIsOver() throws Exception {
        String each = "?f%1$d a pfocr:PathwayFigure . (?g%1$d) pfocr:similarTo (?f%1$d 1000) . ";
        String query = PREFIXES + "SELECT (COUNT(*) AS ?n) { " + each.formatted(1) + each.formatted(2)
                + each.formatted(3) + each.formatted(4) + each.formatted(5) + "}";
        HttpResponse<String> answer = server.get(
                "/sparql?timeout=1&query=" + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(rows(server, "SELECT ?f { ?f pfocr:enriched \"TP53\" }")).hasSize(3);
    }

    /** Every answer is of one generation: index and triples belong together, and to the same load. */
    @Test
    void aSwitchNeverMixesGenerations() throws Exception {
        Path less = folder.resolve("less");
        copyWithout(TestData.SAMPLE, less, "PMC9000000");
        String db = folder.resolve("switched").toString();
        String query = "SELECT ?f ?size (COUNT(DISTINCT ?gene) AS ?n) { (?f ?o ?size) pfocr:enriched"
                + " (\"TP53 AKT1 MAPK1 PIK3CA\" \"organism=9606\") . ?f pfocr:mentionsGene ?gene ."
                + " ?gene wp:organism <http://purl.obolibrary.org/obo/NCBITaxon_9606> }"
                + " GROUP BY ?f ?size ORDER BY ?f";
        Set<List<String>> expected = new HashSet<>();
        for (Path input : List.of(less, TestData.SAMPLE)) {
            load(input, db);
            Program.Result result = Program.run("query", "--db", db, "--results", "csv", "-e", PREFIXES + query);
            assertThat(result.exitCode()).as(result.err()).isZero();
            List<String> rows = result.out().lines().skip(1).toList();
            assertThat(rows).isNotEmpty().allSatisfy(row -> {
                String[] fields = row.split(",");
                assertThat(fields[1]).isEqualTo(fields[2]);
            });
            expected.add(rows);
        }
        assertThat(expected).hasSize(2);
        Set<List<String>> seen = ConcurrentHashMap.newKeySet();
        AtomicBoolean isOver = new AtomicBoolean();
        try (Server switched = Server.start("--db", db, "--client-rate", "0")) {
            List<CompletableFuture<Void>> clients = Stream.of(1, 2)
                    .map(client -> CompletableFuture.runAsync(() -> {
                        try {
                            for (int i = 0; !isOver.get(); i++) {
                                // Another query each time, since answers are kept.
                                seen.add(rows(switched, query + " #" + client + " " + i));
                            }
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }))
                    .toList();
            for (int i = 0; i < 4; i++) {
                load(i % 2 == 0 ? less : TestData.SAMPLE, db);
                double wanted = i + 1.0;
                while (switched.metric("pfocr_store_switches") < wanted) {
                    Thread.sleep(50);
                }
            }
            isOver.set(true);
            clients.forEach(CompletableFuture::join);
        }
        assertThat(seen).isEqualTo(expected);
    }

    /** A copy of a checkout without the figures of some papers. */
    private static void copyWithout(Path from, Path to, String papers) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith(papers))
                    .toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }
}
