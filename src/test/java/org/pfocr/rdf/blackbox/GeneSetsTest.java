package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
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
        assertThat(server.metric("pfocr_queries_seconds_count{outcome=\"cached\"}"))
                .isEqualTo(before + 1);
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
                .contains(
                        "sparql-service-description#propertyFeature> <https://pfocr.wikipathways.org/ontology#enriched>")
                .contains(
                        "sparql-service-description#propertyFeature> <https://pfocr.wikipathways.org/ontology#similarTo>")
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
        HttpResponse<String> answer = server.get("/sparql?timeout=1&query="
                + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(rows(server, "SELECT ?f { ?f pfocr:enriched \"TP53\" }")).hasSize(3);
    }

    @Test
    void enrichmentIsThatOfTheCommand() throws Exception {
        Path genes = folder.resolve("genes.txt");
        Files.writeString(genes, "TP53\nmdm2\n1026\nBAX\nNOGENE\nfoxo\nPI3K\n");
        String db = folder.resolve("db").toString();
        for (String format : List.of("tsv", "json")) {
            Program.Result command =
                    Program.run("enrich", "--db", db, "--organism", "9606", "--format", format, genes.toString());
            assertThat(command.exitCode()).as(command.err()).isZero();
            String list = "TP53,mdm2%201026%0ABAX,NOGENE%20foxo;PI3K";
            HttpResponse<String> answer = server.get("/api/enrich?organism=9606&genes=" + list + "&format=" + format);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            HttpResponse<String> form = server.send(
                    "POST",
                    "/api/enrich?format=" + format,
                    BodyPublishers.ofString("organism=9606&genes=" + list),
                    "Content-Type",
                    "application/x-www-form-urlencoded");
            assertThat(form.body()).isEqualTo(answer.body());
            HttpResponse<String> posted = server.send(
                    "POST",
                    "/api/enrich?format=" + format,
                    BodyPublishers.ofString("{\"organism\": 9606, \"genes\": [\"TP53\", \"mdm2\", 1026, \"BAX\","
                            + " \"NOGENE\", \"foxo\", \"PI3K\"]}"),
                    "Content-Type",
                    "application/json");
            assertThat(posted.body()).isEqualTo(answer.body());
            if (format.equals("tsv")) {
                assertThat(answer.body()).isEqualTo(command.out());
            } else {
                JsonNode json = json(answer);
                assertThat(json).isEqualTo(new ObjectMapper().readTree(command.out()));
                assertThat(json.get("genes")).hasSize(4);
                assertThat(json.get("unknown")).hasToString("[\"NOGENE\"]");
                assertThat(json.get("ofAnotherOrganism")).hasToString("[\"foxo\"]");
                JsonNode best = json.get("figures").get(0);
                assertThat(best.get("figure").asText()).isEqualTo(BEST);
                assertThat(best.get("id").asText()).isEqualTo("PMC90000005__sample-05-g003");
                assertThat(best.get("year").asInt()).isEqualTo(2015);
                assertThat(best.get("image").asText()).endsWith("sample-05-g003.jpg");
                assertThat(best.get("genes")).hasSize(best.get("overlap").asInt());
            }
        }
        JsonNode second = json(server.get("/api/enrich?organism=9606&genes=TP53&limit=1&offset=1"));
        JsonNode all = json(server.get("/api/enrich?organism=9606&genes=TP53"));
        assertThat(second.get("figures")).hasSize(1);
        assertThat(second.get("figures").get(0)).isEqualTo(all.get("figures").get(1));
        JsonNode fewer = json(server.get(
                "/api/enrich?organism=9606&genes=TP53&flavour=strict&min=2&max=16&background=TP53,MDM2,AKT1,BAX"));
        // AKT1 is drawn, but not under its symbol.
        assertThat(fewer.get("background").asInt()).isEqualTo(3);
        assertThat(fewer.get("flavour").asText()).isEqualTo("strict");
    }

    @Test
    void neighboursAreThoseOfSparql() throws Exception {
        JsonNode similar = json(server.get("/api/similar?figure=PMC90000005__sample-05-g003&limit=5"));
        assertThat(similar).isEqualTo(json(server.get("/api/similar?figure=" + BEST + "&limit=5")));
        List<String> rows = rows(server, "SELECT ?o ?n ?s { (?o ?s ?n) pfocr:similarTo (<" + BEST + "> 5) }");
        assertThat(similar.get("figures")).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode figure = similar.get("figures").get(i);
            assertThat(figure.get("figure").asText() + ","
                            + figure.get("shared").size())
                    .isEqualTo(rows.get(i).substring(0, rows.get(i).lastIndexOf(',')));
        }
        JsonNode partners = json(server.get("/api/partners?thing=https://identifiers.org/ncbigene/7157&limit=6"));
        assertThat(partners).isEqualTo(json(server.get("/api/partners?thing=TP53&limit=6&organism=9606")));
        rows = rows(server, "SELECT ?p ?n { (?p ?n) pfocr:drawnWith (<https://identifiers.org/ncbigene/7157> 6) }");
        assertThat(partners.get("partners")).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode partner = partners.get("partners").get(i);
            assertThat(partner.get("iri").asText() + ","
                            + partner.get("figures").asInt())
                    .isEqualTo(rows.get(i));
            assertThat(partner.get("kind").asText()).isIn("gene", "chemical", "disease");
            assertThat(partner.get("label").asText()).isNotEmpty();
        }
        assertThat(server.get("/api/partners?thing=TP53&kind=chemicals&format=tsv")
                        .body())
                .startsWith("thing\tlabel\tkind\tfigures\tscore\n");
        // A figure without genes is one, and like none.
        String none = rows(
                        server,
                        "SELECT ?f { ?f a pfocr:PathwayFigure FILTER NOT EXISTS { ?f pfocr:mentionsGene ?g } } LIMIT 1")
                .get(0);
        assertThat(json(server.get("/api/similar?figure=" + none)).get("figures"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enrich | genes | Give",
                "enrich?genes=NOTHINGLIKEIT | genes | NCBI Gene ids",
                "enrich?genes=TP53&organism=Homo%20erectus | organism | taxonomy id",
                "enrich?genes=TP53&flavour=odd | flavour | strict, synonyms, all",
                "enrich?genes=TP53&min=0 | min | whole number",
                "enrich?genes=TP53&min=5&max=2 | max | below",
                "enrich?genes=TP53&organism=9606&background=foxo | background | no gene",
                "enrich?genes=TP53&size=2 | size | There are",
                "similar?figure=PMC1 | figure | no figure",
                "similar?figure=PMC90000005 | figure | no figure",
                "similar?figure=PMC90000005__sample-05-g003&organism=fish | organism | Latin name",
                "partners?thing=NOTHING | thing | No figure draws",
                "partners?thing=TP53&organism=fish | organism | Latin name",
                "partners?thing=TP53&kind=fish | kind | genes, chemicals",
            })
    void wrongParametersAreNamed(String request, String parameter, String message) throws Exception {
        HttpResponse<String> answer = server.get("/api/" + request, "Accept", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.get("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.get("detail").asText()).contains(message);
    }

    @Test
    void theDescriptionHasTheRoutes() throws Exception {
        JsonNode paths = json(server.get("/api/openapi.json")).get("paths");
        for (String path : List.of("/api/enrich", "/api/similar", "/api/partners")) {
            assertThat(paths.get(path).get("get").get("summary").asText()).isNotEmpty();
        }
        assertThat(paths.get("/api/enrich").has("post")).isTrue();
        // What is answered is what is described.
        JsonNode described = paths.at("/~1api~1enrich/get/responses/200/content/application~1json/schema/properties");
        JsonNode answered = json(server.get("/api/enrich?genes=TP53"));
        assertThat(names(answered)).isEqualTo(names(described));
        assertThat(names(answered.at("/figures/0"))).isEqualTo(names(described.at("/figures/items/properties")));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
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
