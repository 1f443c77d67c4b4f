package org.pfocr.rdf.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.build.GenerationBuild;
import org.pfocr.rdf.store.read.OpenGeneration;

/** Searches of text in stored bytes find what ARQ finds in terms. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TextFilterTest {
    private static final long SEED = 20261125;
    private static final int TEXTS = 3000;
    private static final Locale LOCALE = Locale.getDefault();

    /** Among them what folds to an ASCII letter: the Kelvin sign, i with and without dot, the long s. */
    private static final String ALPHABET =
            "akisAKIS -\u212a\u0130\u0131\u017f\u00df\u03a3\u03c3\u00e9\u4e2d\ud83e\uddec";

    private static final List<String> WANTED = List.of(
            "",
            "a",
            "k",
            "i",
            "s",
            "ss",
            "ak",
            "Ki",
            "KIS",
            "a-",
            " ",
            "\u00e9",
            "\u03c3",
            "\ud83e\uddec",
            "\u0130",
            "ski",
            "a.",
            "nowhere");

    /** ARQ's LCASE is in the language of the JVM, for which the program takes none. */
    @BeforeAll
    static void takeNoLanguage() {
        Locale.setDefault(Locale.ROOT);
    }

    @AfterAll
    static void takeItAgain() {
        Locale.setDefault(LOCALE);
    }

    @Test
    void findsWhatArqFinds(@TempDir Path folder) throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        DatasetGraph memory = DatasetGraphFactory.create();
        StoreFolder store = StoreFolder.existingOrNew(folder.resolve("store"));
        try (GenerationBuild build = store.beginLoad()) {
            for (int i = 0; i < TEXTS; i++) {
                Quad quad = Quad.create(
                        NodeFactory.createURI("urn:g"),
                        NodeFactory.createURI("urn:s" + i),
                        NodeFactory.createURI("urn:text"),
                        term(random));
                build.stream().quad(quad);
                memory.add(quad);
            }
            build.commit();
        }
        int found = 0;
        try (OpenGeneration generation = store.openCurrent()) {
            IdExecutor.attach(generation.dataset());
            for (String wanted : WANTED) {
                for (String filter : filters(wanted).toList()) {
                    String query = "SELECT ?s { GRAPH <urn:g> { ?s <urn:text> ?x FILTER " + filter + " } }";
                    List<String> rows = IdExecutorTest.answer(generation.dataset(), query);
                    assertThat(rows).as(query).isEqualTo(IdExecutorTest.answer(memory, query));
                    found += rows.isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(found).isGreaterThan(WANTED.size() * 4);
    }

    private static Stream<String> filters(String wanted) {
        return Stream.of(
                        "CONTAINS(?x, '%s')",
                        "CONTAINS(STR(?x), '%s')",
                        "CONTAINS(LCASE(?x), '%s')",
                        "CONTAINS(LCASE(STR(?x)), '%s')",
                        "CONTAINS(UCASE(?x), '%s')",
                        "CONTAINS(?x, '%s'@en)",
                        "(!CONTAINS(?x, '%s'))",
                        "REGEX(?x, '%s')",
                        "REGEX(STR(?x), '%s', 'i')",
                        "REGEX(?x, '%s', 's')")
                .map(filter -> filter.formatted(wanted));
    }

    private static Node term(Random random) {
        int[] points = ALPHABET.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return switch (random.nextInt(12)) {
            case 0 -> NodeFactory.createLiteralLang(text.toString(), "en");
            case 1 -> NodeFactory.createURI("urn:" + text.toString().replace(' ', '-'));
            case 2 -> NodeFactory.createLiteralByValue(random.nextInt(1000));
            default -> NodeFactory.createLiteralString(text.toString());
        };
    }
}
