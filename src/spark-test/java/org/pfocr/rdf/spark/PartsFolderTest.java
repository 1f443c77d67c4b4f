package org.pfocr.rdf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.convert.Conversion;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.release.table.Rows;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.spark.input.Source;
import org.pfocr.rdf.spark.output.Manifest;
import org.pfocr.rdf.spark.output.Packing;
import org.pfocr.rdf.spark.output.PartsFolder;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.TripleBatch;

/** What the job leaves in its folder. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PartsFolderTest {
    private static JavaSparkContext spark;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf()
                .setMaster("local[2]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.log.level", "OFF")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.local.dir", folder.toString()));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static List<Problem> write(String name, DumpFormat format, Packing packing, boolean tables)
            throws Exception {
        List<Problem> problems = new ArrayList<>();
        PartsFolder parts = new PartsFolder(spark, folder.resolve(name).toString(), true);
        SparkConversion.Result result = new SparkConversion(
                        spark,
                        Source.of(spark, List.of(TestData.SAMPLE.toString())),
                        ConversionOptions.defaults(),
                        null,
                        format,
                        packing,
                        tables,
                        3,
                        problems::add)
                .run();
        parts.clear();
        parts.write(result.pieces().mapPartitions(Chunks::new), format, packing);
        parts.finish(new Manifest("test", format, packing, result.totals(), result.problems()));
        assertThat(result.problems()).isEqualTo(problems.size());
        return problems;
    }

    /** The rows that one machine makes for a release. */
    private static Map<String, List<List<String>>> rows() throws Exception {
        Map<String, List<List<String>>> rows = new TreeMap<>();
        Sink sink = new Sink() {
            @Override
            public Prepared prepare(Node graph, TripleBatch triples) {
                return () -> {
                    if (graph.equals(Iris.graph("figures"))) {
                        Rows.each(triples, (table, cells) -> rows.computeIfAbsent(
                                        table.toString(), t -> new ArrayList<>())
                                .add(cells));
                    }
                };
            }

            @Override
            public boolean keepsGraphs() {
                return true;
            }

            @Override
            public void commit() {}

            @Override
            public void close() {}
        };
        new Conversion(
                        Checkout.scan(List.of(TestData.SAMPLE)),
                        ConversionOptions.defaults(),
                        sink,
                        problem -> {},
                        (a, b, c) -> {})
                .run();
        return rows;
    }

    private static List<String> read(String table) {
        List<String> rows = new ArrayList<>();
        for (Row row : SparkSession.builder()
                .sparkContext(spark.sc())
                .getOrCreate()
                .read()
                .parquet(folder.resolve(table).toString())
                .collectAsList()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(row.isNullAt(i) ? "" : canonical(row.get(i).toString()));
            }
            rows.add(String.join("\t", cells));
        }
        return rows.stream().sorted().toList();
    }

    /** Numbers in one form. */
    private static String canonical(String cell) {
        return cell.matches("-?[0-9]+[.][0-9Ee-]+") ? String.valueOf(Double.parseDouble(cell)) : cell;
    }

    @Test
    void tablesAreThoseOfOneMachine() throws Exception {
        List<Problem> problems = write("tables", DumpFormat.NT, Packing.GZIP, true);
        rows().forEach((table, rows) -> assertThat(read("tables/" + table))
                .as(table)
                .isEqualTo(rows.stream()
                        .map(cells -> String.join(
                                "\t",
                                cells.stream().map(PartsFolderTest::canonical).toList()))
                        .sorted()
                        .toList()));
        assertThat(problems).isNotEmpty();
        assertThat(read("tables/problems"))
                .isEqualTo(problems.stream()
                        .map(problem -> String.join(
                                "\t",
                                problem.severity().toString(),
                                problem.kind().code(),
                                problem.file(),
                                problem.line() == 0 ? "" : String.valueOf(problem.line()),
                                problem.field() == null ? "" : problem.field(),
                                problem.what(),
                                problem.remedy()))
                        .sorted()
                        .toList());
    }

    /** Each part of Jelly is a document, and all of them have the quads of the lines. */
    @Test
    void jellyHasTheSameQuads() throws Exception {
        write("jelly", DumpFormat.JELLY, Packing.GZIP, false);
        write("lines", DumpFormat.NQ, Packing.GZIP, false);
        List<String> ofJelly = new ArrayList<>();
        List<String> ofLines = new ArrayList<>();
        read("jelly", ".jelly.gz", RDFLanguages.filenameToLang("a.jelly"), ofJelly);
        read("lines", ".nq.gz", Lang.NQUADS, ofLines);
        // The description names the form of the dump.
        ofJelly.replaceAll(quad -> quad.replace("application/x-jelly-rdf", "application/n-quads"));
        assertThat(ofJelly.stream().sorted().toList())
                .hasSizeGreaterThan(10_000)
                .isEqualTo(ofLines.stream().sorted().toList());
    }

    private static void read(String name, String suffix, Lang lang, List<String> quads) throws IOException {
        for (Path file : files(name)) {
            if (file.toString().endsWith(suffix)) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                    DatasetGraph all = RDFParser.source(in).lang(lang).toDatasetGraph();
                    all.find().forEachRemaining(quad -> quads.add(quad.toString()));
                }
            }
        }
    }

    private static List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void theManifestNamesEachFile() throws Exception {
        write("one", DumpFormat.NQ, Packing.ZSTD, true);
        write("two", DumpFormat.NQ, Packing.ZSTD, true);
        Path one = folder.resolve("one");
        List<String> sums = Files.readAllLines(one.resolve("SHA256SUMS"));
        List<String> expected = new ArrayList<>();
        for (Path file : files("one")) {
            String name = one.relativize(file).toString();
            if (!List.of("SHA256SUMS", "manifest.json", "_SUCCESS").contains(name)) {
                expected.add(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)))
                        + "  " + name);
                assertThat(Files.readString(one.resolve("manifest.json"))).contains('"' + name + '"');
            }
        }
        assertThat(sums).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(sums).as("no files beside these").allMatch(line -> !line.contains("_note"));
        assertThat(Files.readString(folder.resolve("two/SHA256SUMS")))
                .as("the same input gives the same bytes")
                .isEqualTo(Files.readString(one.resolve("SHA256SUMS")));
    }

    @Test
    void whatIsNoFolderOfPartsIsNotReplaced() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> new PartsFolder(spark, other.toString(), true))
                .hasMessageContaining("is no folder of parts");
        assertThatThrownBy(() -> new PartsFolder(spark, other.toString(), false))
                .hasMessageContaining(other.toString());
        assertThat(Files.readString(other.resolve("thesis.txt"), StandardCharsets.UTF_8))
                .isEqualTo("mine");
        assertThat(Arrays.asList(other.toFile().list())).containsExactly("thesis.txt");
    }
}
