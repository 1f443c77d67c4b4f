package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.blackbox.Program.Result;

/** {@code load}, {@code query} and {@code stats} from outside. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StoreTest {
    private static final String SAMPLE = TestData.SAMPLE.toString();
    private static final Path CASES = Path.of("src/test/resources/figures");
    private static final String FIGURES =
            "PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#> SELECT (COUNT(*) AS ?n) { ?f a pfocr:PathwayFigure }";

    @TempDir
    private Path folder;

    @Test
    void aLoadedStoreAnswers() {
        String db = folder.resolve("a store").toString();
        assertThat(Program.run("load", SAMPLE, "--db", db).exitCode()).isZero();
        assertThat(csv(db, FIGURES)).isEqualTo("n\r\n20\r\n");
        assertThat(Program.run("query", "--db", db, "-e", "ASK { ?s ?p ?o }").out())
                .isEqualTo("true\n");
        assertThat(Program.run("query", "--db", db, "-e", FIGURES, "--results", "json")
                        .out())
                .contains("\"value\": \"20\"");
        assertThat(Program.run("query", "--db", db, "-e", FIGURES, "--results", "xml")
                        .out())
                .contains("<sparql");
        assertThat(Program.run("query", "--db", db, "-e", FIGURES).out()).contains("| 20 |");
        assertThat(Program.run("query", "--db", db, "-e", "ASK { FILTER (LCASE('I') = 'i') }")
                        .out())
                .contains("true"); // Whatever the language of the machine.
        assertThat(Program.run("query", "--db", db, "-e", "CONSTRUCT WHERE { ?s a <http://schema.org/Organization> }")
                        .out())
                .contains("schema.org/Organization");
        assertThat(Program.run("stats", "--db", db).out())
                .containsPattern("figures +20\n")
                .containsPattern("papers +18\n")
                .containsPattern("  2019? .*|  20\\d\\d +\\d+\n")
                .containsPattern("  hgnc_symbol +\\d+\n");
    }

    @Test
    void aDumpLoadsAsItsFiguresDo() {
        Path nq = folder.resolve("dump.nq");
        Path nt = folder.resolve("dump.nt.gz");
        Program.run("convert", SAMPLE, "-o", nq.toString());
        Program.run("convert", SAMPLE, "-o", nt.toString());
        String counts = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g";
        String fromFigures = loaded("figures", counts, SAMPLE);
        assertThat(fromFigures).contains("graph/figures").contains("graph/ontology");
        assertThat(loaded("quads", counts, nq.toString())).isEqualTo(fromFigures);
        assertThat(loaded("triples", FIGURES, nt.toString())).isEqualTo("n\r\n20\r\n");
    }

    private String loaded(String name, String query, String input) {
        String db = folder.resolve(name).toString();
        Result load = Program.run("load", input, "--db", db);
        assertThat(load.exitCode()).as(load.err()).isZero();
        return csv(db, query);
    }

    @Test
    void aQueryWithoutGraphSeesAllGraphs() {
        String db = folder.resolve("db").toString();
        Program.run("load", SAMPLE, "--db", db);
        assertThat(
                        csv(
                                db,
                                "PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>"
                                        + " PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
                                        + " SELECT DISTINCT ?name { ?m pfocr:lexicon ?l . ?l skos:notation ?name } ORDER BY ?name"))
                .contains("hgnc_symbol\r\n");
    }

    @Test
    void aNewLoadReplacesTheOldGeneration() throws IOException {
        Path db = folder.resolve("db");
        Program.run("load", SAMPLE, "--db", db.toString());
        Program.run("load", CASES.resolve("generation-1").toString(), "--db", db.toString());
        assertThat(csv(db.toString(), FIGURES)).isEqualTo("n\r\n1\r\n");
        assertThat(generations(db)).containsExactly("gen-000002");
    }

    @Test
    void rejectedInputUnderStrictChangesNothing() {
        String db = folder.resolve("db").toString();
        Program.run("load", SAMPLE, "--db", db);
        Result result = Program.run("load", CASES.resolve("yaml-error").toString(), "--db", db, "--strict");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(csv(db, FIGURES)).isEqualTo("n\r\n20\r\n");
        assertThat(Program.run("load", CASES.resolve("yaml-error").toString(), "--db", db)
                        .exitCode())
                .isEqualTo(1);
        assertThat(csv(db, FIGURES)).isEqualTo("n\r\n1\r\n");
    }

    @Test
    void aKilledLoadLeavesTheOldGenerationAndIsCleanedUp() throws Exception {
        Path db = folder.resolve("db");
        Program.run("load", SAMPLE, "--db", db.toString());
        Path many = Files.createDirectory(folder.resolve("many"));
        String text = Files.readString(CASES.resolve("yaml-error/PMC9__good.md"));
        for (int i = 0; i < 20_000; i++) {
            Files.writeString(many.resolve("PMC" + i + "__x.md"), text.replace("PMC9__good", "PMC" + i + "__x"));
        }
        Process process = Program.start(List.of(), "load", many.toString(), "--db", db.toString());
        while (process.isAlive() && !generations(db).contains("gen-000002.tmp")) {
            Thread.onSpinWait();
        }
        Result second = Program.run("load", SAMPLE, "--db", db.toString());
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.err()).contains("another load of this store is running");
        process.destroyForcibly(); // As kill -9 does: no hook runs.
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(csv(db.toString(), FIGURES)).isEqualTo("n\r\n20\r\n");
        assertThat(generations(db)).contains("gen-000001", "gen-000002.tmp");
        assertThat(Program.run("load", SAMPLE, "--db", db.toString()).exitCode())
                .isZero();
        assertThat(generations(db)).containsExactly("gen-000002");
    }

    @Test
    void whatIsNoStoreIsRefused() throws IOException {
        Files.writeString(folder.resolve("file.txt"), "mine");
        for (List<String> arguments : List.of(
                List.of("query", "--db", folder.toString(), "-e", "ASK {}"),
                List.of("stats", "--db", folder.resolve("nowhere").toString()),
                List.of("serve", "--db", folder.resolve("nowhere").toString()),
                List.of("load", SAMPLE, "--db", folder.toString()),
                List.of("load", SAMPLE, "--db", folder.resolve("file.txt").toString()),
                List.of("load", "nosuch.nt", "--db", folder.resolve("db").toString()),
                List.of("load", SAMPLE),
                List.of("query", "--db", folder.toString()))) {
            Result result = Program.run(arguments.toArray(String[]::new));
            assertThat(result.exitCode()).as(arguments.toString()).isEqualTo(2);
            assertThat(result.err())
                    .as(arguments.toString())
                    .startsWith("pfocr-rdf: ")
                    .doesNotContain("\tat ");
        }
        assertThat(folder.resolve("file.txt")).hasContent("mine");
    }

    @Test
    void aBrokenDumpIsAFailureThatNamesTheLine() throws IOException {
        Path dump =
                Files.writeString(folder.resolve("broken.nt"), "<http://a> <http://b> <http://c> .\n<http://a> oops\n");
        Path db = folder.resolve("db");
        Result result = Program.run("load", dump.toString(), "--db", db.toString());
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("broken.nt").contains("line: 2").doesNotContain("\tat ");
        assertThat(generations(db)).isEmpty();
    }

    @Test
    void aDumpsContextIsNotFetched() throws IOException {
        Path dump = Files.writeString(
                folder.resolve("dump.jsonld"),
                "{\"@context\": \"http://127.0.0.1:9/context\", \"@id\": \"urn:a\", \"name\": \"x\"}");
        Result result = Program.run(
                "load", dump.toString(), "--db", folder.resolve("db").toString());
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err())
                .contains("http://127.0.0.1:9/context is not fetched")
                .doesNotContain("\tat ");
    }

    @Test
    void aSyntaxErrorNamesLineAndColumn() {
        String db = folder.resolve("db").toString();
        Program.run("load", CASES.resolve("generation-1").toString(), "--db", db);
        Result result = Program.run("query", "--db", db, "-e", "SELECT * {\n ?s ?p }");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("pfocr-rdf: query:2:8: ");
    }

    private static String csv(String db, String query) {
        Result result = Program.run("query", "--db", db, "--results", "csv", "-e", query);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    private static List<String> generations(Path db) throws IOException {
        if (!Files.exists(db)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(db)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("gen-"))
                    .sorted()
                    .toList();
        }
    }
}
