package org.pfocr.rdf.serve.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IN and NOT IN say the same of a long list as of a short one. */
class AmongTest {
    /** Row by row, what an expression gives for values of all kinds. */
    private static String answers(String list) {
        DatasetGraph dataset = DatasetGraphFactory.empty();
        SafeContext.apply(dataset.getContext(), new Bounds(1000, 100, problem -> {}));
        String query = """
                PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
                SELECT ?x (?x IN (%1$s) AS ?in) (?x NOT IN (%1$s) AS ?notIn) {
                  VALUES ?x { <urn:a> <urn:z> "a" "z" "a"@en 1 1.0 2 "1"^^xsd:byte true "x"^^<urn:t>
                              "2000-01-01"^^xsd:date "x"^^xsd:integer UNDEF } }""".formatted(list);
        try (QueryExec execution = QueryExec.dataset(dataset).query(query).build()) {
            StringBuilder answers = new StringBuilder();
            execution.select().forEachRemaining(row -> answers.append(row).append('\n'));
            return answers.toString();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '|',
            value = {
                "<urn:a>; <urn:x%d>",
                "'a'; 'x%d'",
                "<urn:a>,'a'; 'x%d'",
                "1,'a',<urn:a>; <urn:x%d>",
                "'2000-01-01'^^xsd:date; 'x%d'",
                "1/0; 'x%d'",
                "'a'@en; 'x%d'"
            })
    void aLongListSaysWhatAShortOneSays(String some, String filler) {
        String fillers =
                IntStream.range(0, 300).mapToObj(i -> filler.formatted(i)).collect(Collectors.joining(","));
        assertThat(answers(some + "," + fillers)).isEqualTo(answers(some + "," + filler.formatted(0)));
    }
}
