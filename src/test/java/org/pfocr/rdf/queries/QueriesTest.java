package org.pfocr.rdf.queries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pfocr.rdf.bundled.Bundled;
import org.pfocr.rdf.examples.BadParameter;
import org.pfocr.rdf.examples.Parameter;
import org.pfocr.rdf.examples.QueryFile;

/** Every query file is a case: it is SPARQL 1.1, has its header, and says something about the sample. */
class QueriesTest {
    private static final Locale LOCALE = Locale.getDefault();

    /** ARQ's LCASE is the locale's; SPARQL's, and the program's, is not. */
    @BeforeAll
    static void useNoLanguage() {
        Locale.setDefault(Locale.ROOT);
    }

    @AfterAll
    static void useLanguage() {
        Locale.setDefault(LOCALE);
    }

    @TestFactory
    Stream<DynamicTest> examplesAnswerOnTheSample() throws IOException {
        DatasetGraph sample = SampleGraph.dataset();
        List<QueryFile> files = files("examples");
        assertThat(files).hasSizeGreaterThanOrEqualTo(40);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.file(), () -> {
                    if (SampleGraph.isPlain(file)) {
                        answersWithAllVariables(file.query(), sample);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> headersAreWhole() throws IOException {
        Set<String> names = new HashSet<>();
        return QueryFile.all().stream()
                .map(file -> DynamicTest.dynamicTest(file.kind() + " " + file.file(), () -> {
                    assertThat(file.header().keySet())
                            .contains("title", "category", "question", "description", "keywords");
                    assertThat(file.field("question")).endsWith("?");
                    assertThat(file.field("description")).endsWith(".");
                    assertThat(file.keywords()).isNotEmpty();
                    assertThat(names.add(file.name())).as("a name of its own").isTrue();
                    assertThat(file.text())
                            .as("the header ends at the first empty line")
                            .matches("(?s)(# [^\n]*\n)+\n.*");
                    QueryFactory.create(file.text(), Syntax.syntaxSPARQL_11);
                    for (Parameter parameter : file.parameters()) {
                        assertThat(parameter.type())
                                .matches("string|integer|uri|enum:.+|autocomplete:"
                                        + "(gene|chemical|disease|organism|annotation|paper|keyword|figure)");
                        assertThat(file.presets(parameter).stream().map(QueriesTest::text))
                                .as("the default is among the values in the text")
                                .contains(parameter.preset());
                        Query bound = file.bound(Map.of(parameter.name(), List.of(parameter.preset())));
                        assertThat(bound.getResultVars()).isEqualTo(file.query().getResultVars());
                    }
                }));
    }

    @Test
    void aValueIsATermAndNeverText() throws Exception {
        DatasetGraph sample = SampleGraph.dataset();
        QueryFile figures = file("figures-of-a-gene");
        assertThat(rows(figures.bound(Map.of("symbol", List.of("STAT3"))), sample))
                .isEqualTo(1);
        assertThat(rows(figures.bound(Map.of("symbol", List.of("STAT3", "TP53"))), sample))
                .isEqualTo(4);
        String hostile = "X\" } } UNION { ?figure ?title ?paper } #";
        Query bound = figures.bound(Map.of("symbol", List.of(hostile)));
        assertThat(rows(bound, sample)).isZero();
        assertThat(QueryFactory.create(bound.toString())).isEqualTo(bound);
        QueryFile similar = file("figures-that-share-genes"); // Its values stand in a sub-select.
        assertThat(rows(
                        similar.bound(Map.of(
                                "figure",
                                List.of("https://pfocr.wikipathways.org/figures/PMC90000001__sample-01-g007.html"))),
                        sample))
                .isPositive();
        assertThatThrownBy(() -> file("figures-of-some-years").bound(Map.of("from", List.of("2015 || true"))))
                .isInstanceOf(BadParameter.class)
                .hasMessageContaining("not a whole number");
        assertThatThrownBy(() -> similar.bound(Map.of("figure", List.of("not an IRI"))))
                .isInstanceOf(BadParameter.class)
                .hasMessageContaining("not an IRI");
        assertThatThrownBy(() -> similar.bound(Map.of("gene", List.of("x"))))
                .isInstanceOf(BadParameter.class)
                .hasMessageContaining("it has figure");
    }

    /** The rows of a check are violations. */
    @TestFactory
    Stream<DynamicTest> checksFindNothingInTheSample() throws IOException {
        DatasetGraph sample = SampleGraph.dataset();
        Map<String, String> checks = Bundled.queries("checks");
        assertThat(checks).isNotEmpty();
        return checks.entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(check.getKey(), () -> {
                    assertThat(check.getValue())
                            .containsPattern("(?m)^# title: \\S")
                            .containsPattern("(?m)^# category: \\S")
                            .containsPattern("(?m)^# description: \\S");
                    assertThat(rows(QueryFactory.create(check.getValue(), Syntax.syntaxSPARQL_11), sample))
                            .as("violations")
                            .isZero();
                }));
    }

    private static List<QueryFile> files(String kind) throws IOException {
        return QueryFile.all().stream().filter(file -> file.kind().equals(kind)).toList();
    }

    private static QueryFile file(String name) throws IOException {
        return QueryFile.all().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Node term) {
        return term.isURI() ? term.getURI() : term.getLiteralLexicalForm();
    }

    /** Each variable has a value in some row: a name that no pattern binds is an error of the query. */
    private static void answersWithAllVariables(Query query, DatasetGraph dataset) {
        if (!query.isSelectType()) {
            assertThat(rows(query, dataset)).isPositive();
            return;
        }
        try (QueryExec execution =
                QueryExec.newBuilder().dataset(dataset).query(query).build()) {
            Set<String> bound = new HashSet<>();
            execution.select().forEachRemaining(row -> row.vars().forEachRemaining(v -> bound.add(v.getVarName())));
            assertThat(bound).containsAll(query.getResultVars());
        }
    }

    private static long rows(Query query, DatasetGraph dataset) {
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
