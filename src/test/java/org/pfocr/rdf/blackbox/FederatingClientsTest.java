package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.eclipse.rdf4j.federated.FedXFactory;
import org.eclipse.rdf4j.federated.repository.FedXRepository;
import org.eclipse.rdf4j.query.TupleQueryResult;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that join this endpoint with another one by many small queries. The server has its default limits of queries. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class FederatingClientsTest {
    private static final int GENES = 4000;
    private static final String NCBIGENE = "https://identifiers.org/ncbigene/";

    private static Server server;
    private static Partner partner;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path genes = folder.resolve("genes.nt");
        Files.writeString(
                genes,
                IntStream.range(0, GENES)
                        .mapToObj(i -> "<" + NCBIGENE + i + "> <http://purl.org/dc/terms/identifier> \"" + i + "\" .\n"
                                + "<" + NCBIGENE + i + "> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
                                + "<https://pfocr.wikipathways.org/ontology#Gene> .\n")
                        .collect(Collectors.joining()));
        Path nodes = folder.resolve("nodes.nt");
        Files.writeString(
                nodes,
                IntStream.range(0, GENES)
                        .mapToObj(i -> "<http://example.org/node" + i
                                + "> <http://vocabularies.wikipathways.org/wp#bdbEntrezGene> <" + NCBIGENE + i
                                + "> .\n")
                        .collect(Collectors.joining()));
        String db = folder.resolve("db").toString();
        assertThat(Program.run("load", "--quiet", "--db", db, "--graph", "http://example.org/genes", genes.toString())
                        .exitCode())
                .isZero();
        // Three clients of one address, each with connections that it keeps.
        server = Server.start("--db", db, "--client-connections", "500");
        DatasetGraph data = DatasetGraphFactory.create();
        RDFDataMgr.read(data, nodes.toString());
        partner = new Partner(data);
    }

    @AfterAll
    static void stop() {
        server.close();
        partner.close();
    }

    /** Its bound joins ask for 25 values each, many at one time. */
    @Test
    void fedXJoinsWithDefaultSettings() {
        FedXRepository both = FedXFactory.createSparqlFederation(List.of(server.endpoint(), partner.endpoint()));
        try (RepositoryConnection connection = both.getConnection();
                TupleQueryResult rows = connection
                        .prepareTupleQuery("PREFIX wp: <http://vocabularies.wikipathways.org/wp#> "
                                + "PREFIX dcterms: <http://purl.org/dc/terms/> "
                                + "SELECT ?node ?id { ?node wp:bdbEntrezGene ?gene . ?gene dcterms:identifier ?id }")
                        .evaluate()) {
            assertThat(rows.stream().count()).isEqualTo(GENES);
        } finally {
            both.shutDown();
        }
    }

    /** As Comunica and others do that send one binding with each query. */
    @Test
    void aBurstOfSmallQueriesIsAnswered() {
        ExecutorService atOneTime = Executors.newFixedThreadPool(32);
        try {
            List<CompletableFuture<Integer>> all = IntStream.range(0, 1000)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> status(
                                    "SELECT ?id { <" + NCBIGENE + i + "> <http://purl.org/dc/terms/identifier> ?id }"),
                            atOneTime))
                    .toList();
            assertThat(all.stream().map(CompletableFuture::join).distinct()).containsExactly(200);
        } finally {
            atOneTime.shutdownNow();
        }
    }

    /** What comes at once: more than a client may have running, and each waits its turn. */
    @Test
    void fiftyQueriesAtOneTimeWaitTheirTurn() {
        ExecutorService atOneTime = Executors.newFixedThreadPool(50);
        try {
            List<CompletableFuture<Integer>> all = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> status("SELECT (COUNT(?id) AS ?n" + i
                                    + ") { ?gene <http://purl.org/dc/terms/identifier> ?id }"),
                            atOneTime))
                    .toList();
            assertThat(all.stream().map(CompletableFuture::join).distinct()).containsExactly(200);
        } finally {
            atOneTime.shutdownNow();
        }
    }

    private static int status(String query) {
        try {
            return server.query(query, "text/csv").statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
