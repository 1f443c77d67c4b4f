package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.jena.query.ResultSetFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.engine.http.QueryExceptionHTTP;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.http.QueryExecHTTP;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.examples.QueryFile;

/**
 * The federated queries in both directions, against small stores in the partners' own vocabularies: Fuseki's, and RDF4J's
 * for WikiPathways.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FederatedQueriesTest {
    private static final String OURS = "https://pfocr.wikipathways.org/sparql";

    /** The store for each endpoint. */
    private static final Map<String, String> STORES = Map.ofEntries(
            Map.entry("https://sparql.wikipathways.org/sparql", "wikipathways"),
            Map.entry("https://sparql.uniprot.org/sparql", "uniprot"),
            Map.entry("https://query.wikidata.org/sparql", "wikidata"),
            Map.entry("https://query-scholarly.wikidata.org/sparql", "wikidata"),
            Map.entry("https://qlever.dev/api/wikidata", "wikidata"),
            Map.entry("https://id.nlm.nih.gov/mesh/sparql", "mesh"),
            Map.entry("https://rdfportal.org/ncbi/sparql", "ncbi"),
            Map.entry("https://rdfportal.org/ebi/sparql", "ebi"),
            Map.entry("https://rdfportal.org/pubchem/sparql", "pubchem"),
            Map.entry("https://www.bgee.org/sparql/", "bgee"),
            Map.entry("https://sparql.omabrowser.org/sparql", "oma"),
            Map.entry("https://sparql.rhea-db.org/sparql", "rhea"),
            Map.entry("https://idsm.elixir-czech.cz/sparql/endpoint/idsm", "idsm"));

    private static final Map<String, Partner> PARTNERS = new LinkedHashMap<>();
    private static Server server;
    private static Rdf4jPartner rdf4j;
    private static Server ofRdf4j;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path ids = folder.resolve("PMC-ids.csv");
        Files.writeString(ids, "Journal Title,PMCID,PMID,DOI\nMade up,PMC90000001,22000001,\n");
        List<String> arguments = new ArrayList<>(List.of("--client-rate", "0", "--pmc-ids", ids.toString()));
        STORES.forEach((endpoint, store) -> {
            PARTNERS.put(endpoint, new Partner(store(store)));
            arguments.add("--service-mirror");
            arguments.add(endpoint + "=" + PARTNERS.get(endpoint).endpoint());
        });
        server = Server.start(arguments.toArray(String[]::new));
        rdf4j = new Rdf4jPartner(Path.of("src/test/resources/partners/wikipathways.trig"));
        ofRdf4j = Server.start(
                "--client-rate", "0", "--service-mirror", "https://sparql.wikipathways.org/sparql=" + rdf4j.endpoint());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        ofRdf4j.close();
        rdf4j.close();
        PARTNERS.values().forEach(Partner::close);
    }

    private static DatasetGraph store(String name) {
        DatasetGraph data = DatasetGraphFactory.create();
        RDFDataMgr.read(data, "src/test/resources/partners/" + name + ".trig");
        return data;
    }

    private static List<QueryFile> files() throws Exception {
        return QueryFile.all().stream()
                .filter(file -> file.kind().equals("federated"))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> queriesHaveRows() throws Exception {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(14);
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.file(), () -> {
                    if (file.runAt() != null) {
                        assertThat(file.services()).containsExactly(OURS);
                        atPartner(file, PARTNERS.get(file.runAt()).endpoint());
                        return;
                    }
                    PARTNERS.values().forEach(Partner::requests);
                    hasRows(file, rows(server.query(file.text(), "application/sparql-results+json")));
                    for (String endpoint : file.services()) {
                        assertThat(PARTNERS.get(endpoint).requests())
                                .as(endpoint)
                                .isBetween(1, 2);
                    }
                }));
    }

    /** An engine that others wrote reads what we send, and its answer. */
    @TestFactory
    Stream<DynamicTest> anotherEngineAnswersToo() throws Exception {
        return files().stream()
                .filter(file -> file.services().equals(List.of("https://sparql.wikipathways.org/sparql")))
                .map(file -> DynamicTest.dynamicTest(file.file(), () -> {
                    RowSet rows = rows(ofRdf4j.query(file.text(), "application/sparql-results+json"));
                    RowSet expected = rows(server.query(file.text(), "application/sparql-results+json"));
                    assertThat(texts(rows)).isEqualTo(texts(expected)).isNotEmpty();
                }));
    }

    @Test
    void theCommandSaysWhatWorksAndWhen(@TempDir Path folder) throws Exception {
        Path worked = folder.resolve("worked.ttl");
        Program.Result result =
                Program.run("check-federation", "--endpoint", server.endpoint(), "--out", worked.toString());
        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.out())
                .contains("works 01-wikipathways-that-share-genes: ")
                .doesNotContain("fails ");
        assertThat(RDFDataMgr.loadModel(worked.toString()).size())
                .isEqualTo(files().stream().filter(file -> file.runAt() == null).count());
    }

    /** The whole of WikiPathways as it was in February 2020, where it is there. */
    @Test
    void wikiPathwaysAnswersForAllGenes() throws Exception {
        Path real = Path.of("../shared/data/wikipathways/wikipathways-human-20200210.ttl");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(real), "left out: " + real + " is not there");
        DatasetGraph data = DatasetGraphFactory.create();
        RDFDataMgr.read(data, real.toString());
        try (Partner whole = new Partner(data);
                Server asking = Server.start(
                        "--client-rate",
                        "0",
                        "--service-mirror",
                        "https://sparql.wikipathways.org/sparql=" + whole.endpoint())) {
            for (QueryFile file : files()) {
                if (file.services().equals(List.of("https://sparql.wikipathways.org/sparql"))) {
                    whole.requests();
                    HttpResponse<String> answer = asking.query(file.text(), "text/csv");
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    assertThat(whole.requests()).as(file.file()).isBetween(1, 2);
                }
            }
        }
    }

    private static void atPartner(QueryFile file, String endpoint) {
        String ours = file.text().replace("<" + OURS + ">", "<" + server.endpoint() + ">");
        try (QueryExecHTTP query =
                QueryExecHTTP.newBuilder().endpoint(endpoint).queryString(ours).build()) {
            hasRows(file, query.select().materialize());
        } catch (QueryExceptionHTTP e) {
            throw new AssertionError(e.getMessage() + ": " + e.getResponse(), e);
        }
    }

    private static RowSet rows(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return RowSet.adapt(
                ResultSetFactory.fromJSON(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8))));
    }

    private static void hasRows(QueryFile file, RowSet rows) {
        Set<String> bound = new HashSet<>();
        rows.forEachRemaining(row -> row.vars().forEachRemaining(variable -> bound.add(variable.getVarName())));
        assertThat(bound).containsAll(file.query().getResultVars());
    }

    private static List<String> texts(RowSet rows) {
        List<String> texts = new ArrayList<>();
        rows.forEachRemaining(row -> texts.add(rows.getResultVars().stream()
                .map(variable -> String.valueOf(row.get(variable)))
                .toList()
                .toString()));
        return texts;
    }
}
