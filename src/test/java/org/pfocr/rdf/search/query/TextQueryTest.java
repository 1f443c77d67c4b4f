package org.pfocr.rdf.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.query.QueryBuildException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.search.Indexed;

/** {@code text:query}, in the forms that jena-text's documentation shows, and wherever it stands in a query. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TextQueryTest {
    private static final String FIGURES = "https://pfocr.wikipathways.org/figures/";

    @TempDir
    private static Path folder;

    private static Indexed sample;

    @BeforeAll
    static void load() throws Exception {
        sample = Indexed.of(folder.resolve("db"), TestData.SAMPLE);
    }

    @AfterAll
    static void close() throws Exception {
        sample.close();
    }

    private static List<List<String>> select(String query) {
        return sample.select(query);
    }

    @Test
    void aTextAloneFindsFigures() {
        assertThat(select("SELECT ?s { ?s text:query 'insulin' }"))
                .hasSize(3)
                .first()
                .isEqualTo(List.of(FIGURES + "PMC90000001__sample-01-g007.html"));
    }

    /** The forms of jena-text's documentation, section "Syntax". */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?s text:query 'insulin' | 3",
                "?s text:query ('insulin') | 3",
                "?s text:query ('insulin' 1) | 1",
                "?s text:query ('insulin' 'lang:en') | 3",
                "?s text:query (rdfs:label 'insulin') | 3",
                "?s text:query (rdfs:label 'insulin' 2) | 2",
                "?s text:query (rdfs:label dcterms:description 'insulin') | 3",
                "(?s ?score) text:query 'insulin' | 3",
                "(?s ?score) text:query (rdfs:label 'insulin' 2) | 2",
                "(?s ?score ?literal) text:query (rdfs:label 'insulin') | 3",
                "(?s ?score ?literal ?g) text:query (rdfs:label 'insulin') | 3",
                "(?s ?score ?literal ?g ?prop) text:query (rdfs:label skos:prefLabel 'insulin') | 3",
                "?s text:query (rdfs:label '\"insulin signalling\"') | 1",
                "?s text:query (rdfs:label 'insul*') | 3",
                "?s text:query '+insulin +neurons' | 1",
                "?s text:query 'insulin AND neurons' | 1",
                "?s text:query 'auxin OR urea' | 2",
                "?s text:query 'auxin urea' | 2",
                "?s text:query (pfocr:word 'TP53') | 1",
                "?s text:query (schema:keywords 'apoptosis') | 1",
                "?s text:query (dcterms:title 'zzzz') | 0",
                "<https://pfocr.wikipathways.org/figures/PMC90000001__sample-01-g007.html> text:query 'insulin' | 1",
                "<https://pfocr.wikipathways.org/figures/PMC90000002__sample-02-g001.html> text:query 'insulin' | 0",
            })
    void formsOfTheDocumentation(String pattern, int rows) {
        assertThat(select("SELECT * { " + pattern + " }")).hasSize(rows);
    }

    @Test
    void scoreLiteralGraphAndPropertyComeWithTheSubject() {
        List<String> row = select("SELECT ?s ?score ?literal ?g ?prop {"
                        + " (?s ?score ?literal ?g ?prop) text:query (rdfs:label 'insulin signalling') }")
                .get(0);
        assertThat(row.get(0)).isEqualTo(FIGURES + "PMC90000001__sample-01-g007.html");
        assertThat(Float.parseFloat(row.get(1))).isPositive();
        assertThat(row.get(2)).isEqualTo("Insulin signalling through PI3K and AKT");
        assertThat(row.get(3)).isEqualTo("https://pfocr.wikipathways.org/graph/figures");
        assertThat(row.get(4)).isEqualTo("http://www.w3.org/2000/01/rdf-schema#label");
        assertThat(select("SELECT (DATATYPE(?score) AS ?type) { (?s ?score) text:query 'insulin' } LIMIT 1"))
                .containsExactly(List.of("http://www.w3.org/2001/XMLSchema#float"));
    }

    /** Section "Highlighting": arrows unless something else is asked for. */
    @Test
    void matchesAreMarkedInTheLiteral() {
        String form = "SELECT ?literal { (?s ?score ?literal) text:query (dcterms:title 'insulin signalling' 1 '%s') }";
        assertThat(select(form.formatted("highlight:")))
                .containsExactly(List.of("\u21a6Insulin signalling\u21a4 through PI3K and AKT"));
        assertThat(select(form.formatted("highlight:s:<em class='hi'> | e:</em> | jh:n")
                        .replace("'hi'", "\\'hi\\'")))
                .containsExactly(
                        List.of("<em class='hi'>Insulin</em> <em class='hi'>signalling</em> through PI3K and AKT"));
        assertThat(select("SELECT ?literal { (?s ?score ?literal) text:query"
                                + " (dcterms:description 'insulin receptor' 1 'highlight:z:40 | m:1') }")
                        .get(0)
                        .get(0)
                        .length())
                .isLessThan(60);
    }

    /** Twelve queries, each with the text pattern first and last. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?f text:query 'insulin' . | ?f dcterms:title ?t .",
                "(?f ?score) text:query 'insulin' . | ?f dcterms:isPartOf/dcterms:issued ?y .",
                "?f text:query 'apoptosis' . | ?f pfocr:mentionsGene ncbigene:7157 .",
                "?f text:query 'the' . | ?f pfocr:mentionsGene ncbigene:7157 ; dcterms:title ?t .",
                "?f text:query 'cell' . | ?m pfocr:inFigure ?f ; pfocr:word ?w .",
                "?f text:query (dcterms:title 'insulin') . | ?f pfocr:mentionsGene ?g . ?g rdfs:label ?l .",
                "?p text:query (dcterms:title 'sample') . | ?f dcterms:isPartOf ?p ; dcterms:title ?t .",
                "?g text:query (rdfs:label 'TP53') . | ?f pfocr:mentionsGene ?g .",
                "?m text:query (pfocr:word 'TP53') . | ?m pfocr:inFigure ?f . ?f dcterms:title ?t .",
                "?f text:query 'insulin' . | ?f dcterms:isPartOf ?p . OPTIONAL { ?p dcterms:publisher ?x }",
                "?f text:query 'insulin' . ?h text:query 'neurons' . | ?f pfocr:mentionsGene ?g . ?h pfocr:mentionsGene ?g .",
                "(?f ?score ?lit) text:query (dcterms:description 'insulin') . | ?f dcterms:isPartOf* ?x .",
            })
    void whereItStandsDoesNotMatter(String text, String rest) {
        List<List<String>> first = select("SELECT * { " + text + " " + rest + " }");
        List<List<String>> last = select("SELECT * { " + rest + " " + text + " }");
        assertThat(first).isNotEmpty();
        assertThat(sorted(select("SELECT * { " + text + " " + rest + " }"), text, rest))
                .isEqualTo(sorted(last, rest, text));
        assertThat(last).hasSameSizeAs(first);
    }

    /** Rows as sets of values: the order of variables follows the text. */
    private static List<List<String>> sorted(List<List<String>> rows, String... ignored) {
        return rows.stream()
                .map(row -> row.stream().sorted().toList())
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    @Test
    void theTextMayComeFromTheQuery() {
        assertThat(select("SELECT DISTINCT ?s { VALUES ?q { 'auxin' 'urea' } ?s text:query ?q }"))
                .hasSize(2);
        assertThat(select("SELECT ?s { ?gene rdfs:label ?q FILTER(?q = 'MDM2') ?s text:query ?q }"))
                .isNotEmpty();
        assertThat(select(
                        "SELECT ?s ?score { ?s a pfocr:PathwayFigure OPTIONAL { (?s ?score) text:query 'insulin' } }"))
                .hasSize(20)
                .filteredOn(row -> !row.get(1).isEmpty())
                .hasSize(3);
        assertThat(select("SELECT ?s { ?s a pfocr:PathwayFigure FILTER NOT EXISTS { ?s text:query 'insulin' } }"))
                .hasSize(17);
        assertThat(select("SELECT ?s { { ?s text:query 'auxin' } UNION { ?s text:query 'urea' } }"))
                .hasSize(2);
        assertThat(select("SELECT (COUNT(*) AS ?n) { ?s text:query 'insulin' }"))
                .containsExactly(List.of("3"));
        assertThat(select("SELECT ?s { GRAPH ?g { ?s text:query 'insulin' . ?s dcterms:title ?t } }"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?s text:query (rdfs:comment 'x')",
                "?s text:query rdfs:label",
                "?s text:query ('x' 'colour:red')",
                "?s text:query ('x' rdfs:label)",
                "(?s 1) text:query 'x'",
                "(?a ?b ?c ?d ?e ?f) text:query 'x'",
                "?s text:query ?q",
                "?s text:query ()",
            })
    void wrongArgumentsAreSaid(String pattern) {
        assertThatThrownBy(() -> select("SELECT * { " + pattern + " }"))
                .isInstanceOf(QueryBuildException.class)
                .hasMessageStartingWith("text:query ");
    }
}
