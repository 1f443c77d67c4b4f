package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.jena.query.Query;
import org.apache.jena.query.ResultSetFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.pfocr.rdf.examples.QueryFile;
import org.pfocr.rdf.queries.SampleGraph;

/** The example queries, asked of the packaged server: it answers them all, and as ARQ alone does. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExamplesTest {
    private static final Locale LOCALE = Locale.getDefault();

    private static Server server;
    private static DatasetGraph sample;

    @BeforeAll
    static void start() throws Exception {
        server = Server.start("--client-rate", "0");
        sample = SampleGraph.dataset();
        Locale.setDefault(Locale.ROOT); // ARQ's LCASE is the locale's; SPARQL's, and the program's, is not.
    }

    @AfterAll
    static void stop() {
        Locale.setDefault(LOCALE);
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> theServerAnswersAsArqDoes() throws Exception {
        return QueryFile.all().stream()
                .filter(file -> file.kind().equals("examples"))
                .map(file -> DynamicTest.dynamicTest(file.file(), () -> {
                    Query query = file.query();
                    if (!query.isSelectType()) {
                        HttpResponse<String> triples = server.query(file.text(), "application/n-triples");
                        assertThat(triples.statusCode()).isEqualTo(200);
                        try (QueryExec plain = QueryExec.newBuilder()
                                .dataset(sample)
                                .query(query)
                                .build()) {
                            assertThat(triples.body().lines())
                                    .hasSize(plain.construct().size());
                        }
                        return;
                    }
                    HttpResponse<String> answer = server.query(file.text(), "application/sparql-results+json");
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    List<String> rows = rows(RowSet.adapt(ResultSetFactory.fromJSON(
                            new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)))));
                    assertThat(rows).isNotEmpty();
                    if (SampleGraph.isPlain(file)) {
                        try (QueryExec plain = QueryExec.newBuilder()
                                .dataset(sample)
                                .query(query)
                                .build()) {
                            assertThat(rows).isEqualTo(rows(plain.select()));
                        }
                    }
                }));
    }

    /** Rows in their order of text; the order of words in a GROUP_CONCAT is nobody's promise. */
    private static List<String> rows(RowSet rows) {
        List<String> texts = new ArrayList<>();
        rows.forEachRemaining(row -> {
            List<String> cells = new ArrayList<>();
            rows.getResultVars().forEach(variable -> {
                String[] words = String.valueOf(row.get(variable)).split("[ \"]+");
                Arrays.sort(words);
                cells.add(variable + "=" + String.join(" ", words));
            });
            texts.add(String.join(", ", cells));
        });
        Collections.sort(texts);
        return texts;
    }
}
