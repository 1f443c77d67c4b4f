package org.pfocr.rdf.sets.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.system.Txn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.sets.Loaded;
import org.pfocr.rdf.vocab.Prefixes;

/** The functions in queries, wherever their arguments come from and wherever they stand. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SetFunctionsTest {
    private static final String GENES = "(\"TP53\" \"MDM2\" \"CDKN1A\" \"BAX\" \"organism=9606\")";

    private static Loaded loaded;

    @BeforeAll
    static void load(@TempDir Path folder) throws Exception {
        loaded = Loaded.of(folder.resolve("db"), TestData.SAMPLE);
    }

    @AfterAll
    static void close() throws Exception {
        loaded.close();
    }

    private static List<List<String>> select(String query) {
        return loaded.select(query);
    }

    @Test
    void enrichedGivesAllColumns() {
        List<List<String>> rows = select("SELECT * { (?figure ?overlap ?size ?p ?q ?score ?pp ?odds ?genes)"
                + " pfocr:enriched " + GENES + " }");
        assertThat(rows).hasSizeGreaterThan(2);
        List<String> best = rows.get(0);
        assertThat(best.get(0)).isEqualTo("https://pfocr.wikipathways.org/figures/PMC90000005__sample-05-g003.html");
        assertThat(Integer.parseInt(best.get(1))).isBetween(3, 4);
        assertThat(Double.parseDouble(best.get(3))).isBetween(1e-9, 0.01);
        assertThat(Double.parseDouble(best.get(4))).isBetween(Double.parseDouble(best.get(3)), 1.0);
        assertThat(best.get(8).split(" "))
                .hasSize(Integer.parseInt(best.get(1)))
                .contains("TP53");
        assertThat(select("SELECT ?figure { ?figure pfocr:enriched " + GENES + " }"))
                .isEqualTo(rows.stream().map(row -> row.subList(0, 1)).toList());
        assertThat(select("SELECT ?figure { (?figure) pfocr:enriched " + GENES + " }"))
                .hasSameSizeAs(rows);
    }

    /** One text, a text that a sub-select gathered, a list, IRIs: the same genes, the same answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?f ?o ?s ?p) pfocr:enriched (\"TP53 MDM2, CDKN1A;BAX\" \"organism=9606\")",
                "(?f ?o ?s ?p) pfocr:enriched \"7157|4193|1026|581\"",
                "(?f ?o ?s ?p) pfocr:enriched (7157 4193 1026 581)",
                "(?f ?o ?s ?p) pfocr:enriched (<https://identifiers.org/ncbigene/7157> \"MDM2\""
                        + " <http://purl.uniprot.org/geneid/1026> \"BAX\")",
                "{ SELECT (GROUP_CONCAT(?x) AS ?list) { VALUES ?x { \"TP53\" \"MDM2\" \"CDKN1A\" \"BAX\" } } }"
                        + " (?f ?o ?s ?p) pfocr:enriched (?list)",
                "(?f ?o ?s ?p) pfocr:enriched (?list) { SELECT (GROUP_CONCAT(STR(?x); SEPARATOR=\", \") AS ?list)"
                        + " { VALUES ?x { <https://identifiers.org/ncbigene/7157>"
                        + " <https://identifiers.org/ncbigene/4193> <https://identifiers.org/ncbigene/1026>"
                        + " <https://identifiers.org/ncbigene/581> } } }",
                "VALUES ?list { \"TP53 MDM2 CDKN1A BAX\" } (?f ?o ?s ?p) pfocr:enriched (?list)",
                "(?f ?o ?s ?p) pfocr:enriched (?list) VALUES ?list { \"TP53 MDM2 CDKN1A BAX\" }",
                "BIND (\"TP53 MDM2 CDKN1A BAX\" AS ?list) (?f ?o ?s ?p) pfocr:enriched ?list",
                // As clients write it that parse the query first.
                "?r pfocr:enriched ?l . ?r rdf:first ?f ; rdf:rest ?r1 . ?r1 rdf:first ?o ; rdf:rest ?r2 ."
                        + " ?r2 rdf:first ?s ; rdf:rest ?r3 . ?r3 rdf:first ?p ; rdf:rest rdf:nil ."
                        + " ?l rdf:first ?text ; rdf:rest rdf:nil . VALUES ?text { \"TP53 MDM2 CDKN1A BAX\" }",
                "(?f ?o ?s ?p) pfocr:enriched (?a ?b ?c ?d \"organism=9606\") ."
                        + " VALUES (?a ?b ?c ?d) { (\"TP53\" \"MDM2\" \"CDKN1A\" \"BAX\") }"
            })
    void aListComesInManyWays(String pattern) {
        List<List<String>> expected = select("SELECT ?f ?o ?s ?p { (?f ?o ?s ?p) pfocr:enriched " + GENES + " }");
        assertThat(select("SELECT ?f ?o ?s ?p { " + pattern + " }")).isEqualTo(expected);
    }

    /** Patterns in each order give the same rows. */
    @Test
    void theOrderOfPatternsDoesNotMatter() {
        List<List<String>> groups = List.of(
                List.of(
                        "(?figure ?overlap ?size ?p) pfocr:enriched " + GENES + " .",
                        "?figure dcterms:title ?title .",
                        "?figure dcterms:isPartOf ?paper .",
                        "?paper dcterms:issued ?year ."),
                List.of(
                        "(?other ?score ?shared) pfocr:similarTo (?figure 5) .",
                        "?figure dcterms:title \"p53 after DNA damage\" .",
                        "?other dcterms:title ?title ."),
                List.of(
                        "(?partner ?figures ?score) pfocr:drawnWith (?gene 5 \"kind=genes\") .",
                        "?gene rdfs:label \"TP53\" .",
                        "?gene wp:organism <http://purl.obolibrary.org/obo/NCBITaxon_9606> .",
                        "?partner rdfs:label ?label ."),
                // One function's finding is the other's argument.
                List.of(
                        "(?figure ?overlap) pfocr:enriched " + GENES + " .",
                        "(?other ?score) pfocr:similarTo (?figure 2) .",
                        "?other dcterms:title ?title ."),
                List.of(
                        "{ SELECT (GROUP_CONCAT(?symbol) AS ?list) { <https://pfocr.wikipathways.org/figures/"
                                + "PMC90000005__sample-05-g003.html> pfocr:mentionsGene/rdfs:label ?symbol } }",
                        "(?figure ?overlap ?size ?p) pfocr:enriched (?list \"flavour=strict\") .",
                        "?figure dcterms:title ?title .",
                        "FILTER (?overlap > 1)"));
        long seed = 5;
        Random random = new Random(seed);
        for (List<String> group : groups) {
            HashSet<List<String>> expected =
                    new HashSet<>(select("SELECT * { " + String.join(" ", group) + " }").stream()
                            .map(row -> row.stream().sorted().toList())
                            .toList());
            assertThat(expected).as("%s", group).isNotEmpty();
            for (int i = 0; i < 12; i++) {
                List<String> patterns = new ArrayList<>(group);
                Collections.shuffle(patterns, random);
                assertThat(new HashSet<>(select("SELECT * { " + String.join(" ", patterns) + " }").stream()
                                .map(row -> row.stream().sorted().toList())
                                .toList()))
                        .as("seed %d: %s", seed, patterns)
                        .isEqualTo(expected);
            }
        }
    }

    /** In optional parts, unions, filters and graphs too, a function sees what stands around it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "VALUES ?list { \"NOTHINGLIKEIT\" \"TP53\" } OPTIONAL { (?f) pfocr:enriched (?list) } FILTER (BOUND(?f))",
                "{ (?f) pfocr:enriched (?list \"organism=9606\") } UNION { (?f) pfocr:enriched (?list \"min=1000\") }"
                        + " VALUES ?list { \"TP53\" }",
                "?f a pfocr:PathwayFigure"
                        + " FILTER EXISTS { VALUES ?list { \"NOTHINGLIKEIT\" \"TP53\" } (?f) pfocr:enriched (?list) }",
                "?f a pfocr:PathwayFigure MINUS { ?f a pfocr:PathwayFigure"
                        + " FILTER NOT EXISTS { (?f) pfocr:enriched (\"TP53\") } }",
                "?f a pfocr:PathwayFigure . ?f pfocr:enriched \"TP53\"",
                "{ SELECT ?f { (?f) pfocr:enriched (?list) VALUES ?list { \"7157\" } } }",
                "{ ?f pfocr:enriched ?list } { ?f a ?class } VALUES (?list ?class) { (\"7157\" pfocr:PathwayFigure) }",
                "{ ?f pfocr:enriched ?list } { BIND (CONCAT(\"TP\", STR(53)) AS ?list) }",
                "BIND (\"TP53\" AS ?name) { ?f a pfocr:PathwayFigure } ?f pfocr:enriched (?name)"
            })
    void functionsSeeWhatStandsAround(String pattern) {
        List<List<String>> expected = select("SELECT ?f { ?f pfocr:enriched \"TP53\" } ORDER BY ?f");
        assertThat(expected).hasSize(3);
        assertThat(select("SELECT ?f { " + pattern + " } ORDER BY ?f")).isEqualTo(expected);
    }

    @Test
    void aFigureThatIsKnownIsLookedUp() {
        String figure = "<https://pfocr.wikipathways.org/figures/PMC90000005__sample-05-g003.html>";
        assertThat(select("SELECT ?p { (" + figure + " ?overlap ?size ?p) pfocr:enriched " + GENES + " }"))
                .hasSize(1);
        assertThat(select("SELECT ?p { VALUES ?f { " + figure + " <urn:none> } (?f ?o ?s ?p) pfocr:enriched " + GENES
                        + " }"))
                .hasSize(1);
        assertThat(select("SELECT ?f { (?f 4) pfocr:enriched " + GENES + " }").size())
                .isLessThan(select("SELECT ?f { (?f ?o) pfocr:enriched " + GENES + " }")
                        .size());
        assertThat(select("SELECT ?x { (?x ?x) pfocr:enriched " + GENES + " }")).isEmpty();
    }

    @Test
    void optionsChangeTheAnswer() {
        String all = "SELECT ?f ?s { (?f ?o ?s) pfocr:enriched (\"TP53 AKT1 AKT2\" %s) }";
        int rows = select(all.formatted("")).size();
        assertThat(select(all.formatted("\"flavour=strict\"")).size()).isLessThan(rows);
        assertThat(select(all.formatted("\"min=5\" \"max=8\"")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(Integer.parseInt(row.get(1))).isBetween(5, 8));
        assertThat(select(all.formatted("\"background=TP53 MDM2 AKT1 AKT2 BAX\"")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(Integer.parseInt(row.get(1))).isBetween(1, 5));
        assertThat(select("SELECT ?f { ?f pfocr:enriched (\"p53\" \"organism=Mus musculus\") }"))
                .isNotEmpty();
        assertThat(select("SELECT ?x { ?x pfocr:drawnWith (<https://identifiers.org/ncbigene/7157> 100"
                        + " \"kind=chemicals\") . ?x a pfocr:Gene }"))
                .isEmpty();
    }

    @Test
    void aRowWithoutAnArgumentHasNoAnswer() {
        assertThat(select("SELECT ?f { { SELECT (GROUP_CONCAT(DISTINCT ?x) AS ?genes) { <urn:none> <urn:none> ?x } }"
                        + " ?f pfocr:enriched (?genes) }"))
                .isEmpty();
        assertThat(select("SELECT ?f { VALUES ?a { 1 } OPTIONAL { <urn:none> <urn:none> ?genes }"
                        + " OPTIONAL { ?f pfocr:enriched (?genes) } }"))
                .containsExactly(List.of(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?f pfocr:enriched () ~ names no gene",
                "?f pfocr:enriched (\"NOTHINGLIKEIT\") ~ none of the list's names",
                "?f pfocr:enriched (\"TP53\" \"flavour=odd\") ~ strict, synonyms, all",
                "?f pfocr:enriched (\"TP53\" \"size=5\") ~ no option \"size\"",
                "?f pfocr:enriched (\"TP53\" \"min=none\") ~ whole number",
                "?f pfocr:enriched (\"TP53\" \"organism=Homo erectus\") ~ taxonomy id",
                "?f pfocr:enriched (?genes) ~ ?genes has no value",
                "() pfocr:enriched (\"TP53\") ~ terms before it",
                "(?a ?b ?c ?d ?e ?f ?g ?h ?i ?j) pfocr:enriched (\"TP53\") ~ there are 10 terms",
                "?o pfocr:similarTo (\"TP53\") ~ must be a figure",
                "?o pfocr:similarTo (<urn:x> \"many\") ~ whole number",
                "?o pfocr:drawnWith (<urn:x> 5 6) ~ arguments",
                "?o pfocr:drawnWith (<urn:x> \"kind=fish\") ~ genes, chemicals, diseases, all",
            })
    void wrongArgumentsAreNamed(String patternAndMessage) {
        String[] parts = patternAndMessage.split(" ~ ");
        assertThatThrownBy(() -> select("SELECT * { " + parts[0] + " }"))
                .isInstanceOf(QueryBuildException.class)
                .hasMessageContaining("pfocr:")
                .hasMessageContaining(parts[1]);
    }

    /** Of lists that come from the data, one without known genes does not end the query. */
    @Test
    void aRowWithoutUsableArgumentsHasNoAnswer() {
        assertThat(select("SELECT DISTINCT ?list { VALUES ?list { \"NOTHINGLIKEIT\" \"TP53\" }"
                        + " (?f ?o) pfocr:enriched (?list) }"))
                .containsExactly(List.of("TP53"));
        assertThat(select("SELECT * { ?o pfocr:similarTo (<urn:none>) }")).isEmpty();
        assertThat(select("SELECT * { ?o pfocr:drawnWith (<urn:none>) }")).isEmpty();
    }

    @Test
    void aCancelledQueryStops() {
        assertThatThrownBy(() -> Txn.executeRead(loaded.generation().dataset(), () -> {
                    try (QueryExec execution = QueryExec.newBuilder()
                            .dataset(loaded.generation().dataset())
                            .query(QueryFactory.create(
                                    Prefixes.PROLOGUE + "SELECT * { ?f pfocr:enriched " + GENES + " }"))
                            .set(ARQ.queryTimeout, "0")
                            .build()) {
                        execution.abort();
                        execution.select().forEachRemaining(row -> {});
                    }
                }))
                .isInstanceOf(QueryCancelledException.class);
    }
}
