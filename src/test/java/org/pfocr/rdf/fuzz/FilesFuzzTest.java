package org.pfocr.rdf.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.pfocr.rdf.Converted;

/**
 * Any bytes as a figure file, a side table or a schema.org block are a figure or a problem, never an exception, and what is
 * said is RDF that two syntaxes give back. The seeds run with every build; CONTRIBUTING.md says how to go on from them.
 */
class FilesFuzzTest {
    private static final String FIGURE = """
            ---
            figid: PMC1__a
            pmcid: PMC1
            year: '2020'
            """;

    private static Path folder;
    private static Path figure;
    private static Path table;

    @BeforeAll
    static void folder() throws IOException {
        folder = Files.createTempDirectory("pfocr-fuzz");
        figure = Files.createDirectories(folder.resolve("_figures")).resolve("PMC1__a.md");
        table = Files.createDirectories(folder.resolve("_data")).resolve("PMC1__a-genes.tsv");
    }

    @AfterAll
    static void removeFolder() throws IOException {
        for (Path path : new Path[] {figure, table, figure.getParent(), table.getParent(), folder}) {
            Files.deleteIfExists(path);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void figureFile(byte[] content) throws IOException {
        Files.write(figure, content);
        Files.deleteIfExists(table);
        check();
    }

    @FuzzTest(maxDuration = "10m")
    void frontMatter(byte[] fields) throws IOException {
        Files.write(figure, joined(FIGURE, fields, "\n---\n"));
        Files.deleteIfExists(table);
        check();
    }

    @FuzzTest(maxDuration = "10m")
    void geneTable(byte[] rows) throws IOException {
        Files.writeString(figure, FIGURE + "---\n");
        Files.write(
                table,
                joined(
                        "organism_id\torganism_name\torganism_group\tword\tmatch\tncbigene_symbol\tncbigene_id\tsource"
                                + "\tcount_direct\tcount_synonym\tcount_match\n",
                        rows,
                        "\n"));
        check();
    }

    @FuzzTest(maxDuration = "10m")
    void schemaBlock(byte[] block) throws IOException {
        String indented = new String(block, StandardCharsets.UTF_8).replace("\n", "\n  ");
        Files.write(
                figure,
                joined(
                        FIGURE,
                        ("schema-jsonld:\n  '@context': https://schema.org/\n  " + indented)
                                .getBytes(StandardCharsets.UTF_8),
                        "\n---\n"));
        Files.deleteIfExists(table);
        check();
    }

    private static byte[] joined(String before, byte[] middle, String after) {
        byte[] first = before.getBytes(StandardCharsets.UTF_8);
        byte[] last = after.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[first.length + middle.length + last.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(middle, 0, all, first.length, middle.length);
        System.arraycopy(last, 0, all, first.length + middle.length, last.length);
        return all;
    }

    private static void check() {
        Converted converted = Converted.of(folder);
        assertThat(converted.totals().figures() + converted.totals().rejected())
                .isEqualTo(converted.totals().files());
        if (converted.totals().rejected() > 0) {
            assertThat(converted.problems()).isNotEmpty();
        }
        Graph graph = converted.graph();
        for (Lang lang : new Lang[] {Lang.NTRIPLES, Lang.TURTLE}) {
            StringWriter text = new StringWriter();
            RDFDataMgr.write(text, graph, lang);
            Graph again = GraphFactory.createDefaultGraph();
            RDFParser.fromString(text.toString(), lang).parse(again);
            assertThat(again.isIsomorphicWith(graph)).as(lang.getName()).isTrue();
        }
    }
}
