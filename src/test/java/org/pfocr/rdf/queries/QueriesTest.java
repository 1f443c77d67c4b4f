package org.pfocr.rdf.queries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.vocab.Ontology;

/** Every query file is a case: it is SPARQL 1.1, has its header, and says something about the sample. */
class QueriesTest {
    @TestFactory
    Stream<DynamicTest> examplesAnswerOnTheSample() throws IOException {
        DatasetGraph sample = sample();
        List<Path> files = files("queries/examples");
        assertThat(files).hasSizeGreaterThanOrEqualTo(5);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    Query query = parsed(file);
                    assertThat(answers(query, sample)).as("rows on the sample").isPositive();
                }));
    }

    @TestFactory
    Stream<DynamicTest> federatedQueriesParse() throws IOException {
        List<Path> files = files("queries/federated");
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    parsed(file);
                    assertThat(Files.readString(file)).contains("SERVICE <https://");
                }));
    }

    /** The rows of a check are violations. */
    @TestFactory
    Stream<DynamicTest> checksFindNothingInTheSample() throws IOException {
        DatasetGraph sample = sample();
        List<Path> files = files("queries/checks");
        assertThat(files).isNotEmpty();
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(), () -> assertThat(answers(parsed(file), sample))
                                .as("violations")
                                .isZero()));
    }

    private static DatasetGraph sample() throws IOException {
        Converted converted = Converted.of(TestData.SAMPLE);
        Graph all = GraphFactory.createDefaultGraph();
        converted.graph().find().forEach(all::add);
        converted.description().find().forEach(all::add);
        Ontology.triples().forEach(all::add);
        return DatasetGraphFactory.wrap(all);
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".rq"))
                    .sorted()
                    .toList();
        }
    }

    private static Query parsed(Path file) throws IOException {
        String text = Files.readString(file);
        assertThat(text).containsPattern("(?m)^# title: \\S").containsPattern("(?m)^# category: \\S");
        assertThat(text).containsPattern("(?m)^# description: \\S");
        return QueryFactory.create(text, Syntax.syntaxSPARQL_11);
    }

    private static long answers(Query query, DatasetGraph dataset) {
        try (QueryExec execution =
                QueryExec.newBuilder().dataset(dataset).query(query).build()) {
            if (query.isAskType()) {
                return execution.ask() ? 1 : 0;
            }
            if (query.isConstructType()) {
                return execution.construct().size();
            }
            long rows = 0;
            for (var row = execution.select(); row.hasNext(); row.next()) {
                rows++;
            }
            return rows;
        }
    }
}
