package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.blackbox.Program.Result;

/**
 * The form of the store, which {@code docs/compatibility.md} promises: a store of this form that was kept opens, and a
 * store of another form is refused with a text that names that page.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StoreFormTest {
    private static final String PAGE = "docs/compatibility.md";

    @TempDir
    private Path folder;

    private Path store;

    @BeforeEach
    void unpack() throws IOException {
        store = folder.resolve("store");
        TestData.unpackStore("form-1.zip", store);
    }

    @Test
    void aStoreThatWasKeptIsRead() {
        Result words = query("""
                PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>
                PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
                PREFIX dcterms: <http://purl.org/dc/terms/>
                SELECT ?title ?word ?symbol {
                  ?mention pfocr:inFigure ?figure ; pfocr:word ?word ; pfocr:gene/skos:notation ?symbol .
                  ?figure dcterms:title ?title
                } ORDER BY ?title""");
        assertThat(words.exitCode()).as(words.err()).isZero();
        assertThat(words.out())
                .isEqualTo("title,word,symbol\r\nA title for PMC1__f1,Akt,AKT1\r\nA title for PMC2__f2,Akt,AKT1\r\n");
        Result graphs = query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g");
        assertThat(graphs.out()).isEqualTo("g,n\r\nhttps://pfocr.wikipathways.org/graph/figures,65\r\n");
    }

    @Test
    void aGenerationOfAnotherFormIsRefused() throws Exception {
        Path file = store.resolve("gen-000001/generation.properties");
        String properties = Files.readString(file);
        for (String other : List.of("form=2", "form=next", "")) {
            Files.writeString(file, properties.replace("form=1", other));
            String form = other.isEmpty() ? "0" : other.substring("form=".length());
            refused("its form is " + form + ", this version has form 1); load the store again");
        }
        Result load = Program.run("load", TestData.SAMPLE.toString(), "--db", store.toString(), "--quiet");
        assertThat(load.exitCode()).as(load.err()).isZero();
        assertThat(query("ASK {}").exitCode()).as("loaded again").isZero();
    }

    @Test
    void aFolderOfAnotherFormIsRefusedAndLeftAlone() throws Exception {
        Files.writeString(store.resolve("pfocr-store"), "2\n");
        refused("its form is 2, this version has form 1); load into another folder");
        List<String> before = names(store);
        Result load = Program.run("load", TestData.SAMPLE.toString(), "--db", store.toString());
        assertThat(load.exitCode()).isEqualTo(2);
        assertThat(load.err()).contains(PAGE);
        assertThat(names(store)).isEqualTo(before);
    }

    /** As when a newer version loads into the store of an older server. */
    @Test
    void aServerGoesOnWithTheGenerationThatItHas() throws Exception {
        try (Server server = Server.start("--db", store.toString(), "--warm-up", "0")) {
            Path next = Files.createDirectory(store.resolve("gen-000002"));
            Files.writeString(next.resolve("generation.properties"), "form=2\n");
            Files.writeString(store.resolve("current"), "gen-000002\n");
            while (!server.log().contains(PAGE)) {
                Thread.sleep(50);
            }
            Thread.sleep(3000); // Several looks at the store.
            assertThat(server.log().split(PAGE, -1)).as("said once").hasSize(2);
            assertThat(server.query("ASK { ?s ?p ?o }", "text/csv").body()).contains("true");
        }
    }

    private void refused(String reason) {
        String db = store.toString();
        for (List<String> arguments : List.of(
                List.of("serve", "--db", db, "--port", "0"),
                List.of("serve", TestData.SAMPLE.toString(), "--db", db, "--port", "0"),
                List.of("query", "--db", db, "-e", "ASK {}"),
                List.of("stats", "--db", db),
                List.of("validate", "--db", db))) {
            Result result = Program.run(arguments.toArray(String[]::new));
            assertThat(result.exitCode()).as(arguments.toString()).isEqualTo(2);
            assertThat(result.err())
                    .as(arguments.toString())
                    .contains(reason, PAGE)
                    .doesNotContain("\tat ");
        }
    }

    private Result query(String text) {
        return Program.run("query", "--db", store.toString(), "--results", "csv", "-e", text);
    }

    private static List<String> names(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.map(Path::toString).sorted().toList();
        }
    }
}
