package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code query} from outside, on the store that the HTTP cases have too. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class QueryCommandTest {
    private static String db;

    @BeforeAll
    static void load(@TempDir Path folder) {
        db = folder.resolve("db").toString();
        assertThat(Program.run("load", "src/test/resources/http/data.nq", "--db", db)
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * { ?s dcterm:title ?o } | -e | query:1:15: The prefix dcterm: is not declared. Do you mean PREFIX dcterms: <http://purl.org/dc/terms/>?",
                "SELECT * { ?s pfocr:word ?o }   | -e | query:1:15: The prefix pfocr: is not declared. Begin the query with PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>",
                "# a comment                     | -e | query: the query is empty",
                "SELECT * { ?s ?p ?o }           |    | SELECT * { ?s ?p ?o }: no such file; the query itself goes behind -e",
                "none.rq                         |    | none.rq: no such file; the query itself goes behind -e",
            })
    void saysWhatIsWrongAndWhatToDo(String query, String option, String message) {
        Program.Result result = option == null
                ? Program.run("query", "--db", db, query)
                : Program.run("query", "--db", db, option, query);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains(message).doesNotContain("\tat ");
        assertThat(result.err().strip().lines()).hasSize(1);
    }

    @Test
    void xmlIsWellFormed() throws Exception {
        Program.Result result = Program.run(
                "query",
                "--db",
                db,
                "--results",
                "xml",
                "-e",
                "SELECT ?o { <http://example.org/control> <http://example.org/p/word> ?o }");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("a\uFFFDb\uFFFD\uFFFD\uFFFD");
        DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(result.stdout()));
    }

    @Test
    void constructLeavesOutWhatIsNotRdf() {
        String bind = " WHERE { VALUES (?s ?p ?o) { (<urn:s> <urn:p> 'text') } }";
        assertThat(constructed("CONSTRUCT { ?o ?p ?s . ?s ?p ?o }" + bind)).isEqualTo("<urn:s> <urn:p> \"text\" .");
        assertThat(constructed("CONSTRUCT { GRAPH <urn:g> { ?o ?p ?s . ?s ?p ?o } GRAPH ?o { ?s ?p ?s } }" + bind))
                .isEqualTo("<urn:g> { <urn:s> <urn:p> \"text\" . }");
    }

    @Test
    void anExplanationHasEachOperationWithItsRows() {
        String query = "SELECT DISTINCT ?s { ?s ?p ?o . ?s <http://example.org/p/word> ?w OPTIONAL { ?s <urn:none> ?n }"
                + " FILTER (?p != <urn:q>) } ORDER BY ?s LIMIT 3";
        Program.Result answer = Program.run("query", "--db", db, "--results", "csv", "-e", query);
        long rows = answer.out().lines().count() - 1;
        assertThat(rows).isPositive();
        Program.Result result = Program.run("query", "--db", db, "--explain", "-e", query);
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains(
                        "the first 3 by ?s",
                        "add the second where there is one",
                        "?s <http://example.org/p/word> ?w",
                        "expected")
                .contains("[" + rows + (rows == 1 ? " row, " : " rows, "))
                .doesNotContain("urn:x-arq", "org.apache");
        assertThat(result.out().lines()).hasSizeGreaterThan(5);
        assertThat(Program.run("query", "--db", db, "--explain", "-e", "ASK {}").exitCode())
                .isZero();
    }

    /** What a query makes, on one line. */
    private static String constructed(String query) {
        Program.Result result = Program.run("query", "--db", db, "-e", query);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out().strip().replaceAll("\\s+", " ");
    }
}
