package org.pfocr.rdf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.convert.Conversion;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.convert.Totals;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.DumpSink;
import org.pfocr.rdf.sink.Output;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.spark.input.SameName;
import org.pfocr.rdf.spark.input.Source;
import org.pfocr.rdf.spark.output.Packing;

/** What the job gives is what one machine gives: lines, report and accounts. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SparkConversionTest {
    /** More attempts than one, as on a cluster. */
    private static final String MASTER = "local[2,4]";

    private static JavaSparkContext spark;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf()
                .setMaster(MASTER)
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

    /** What came out. */
    private record Outcome(List<String> lines, List<Problem> problems, Totals totals) {}

    private static Outcome onOneMachine(ConversionOptions options, Path... inputs) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Problem> problems = new ArrayList<>();
        try (Sink sink = DumpSink.to(Output.stream(bytes), DumpFormat.NQ)) {
            Totals totals = new Conversion(
                            Checkout.scan(Arrays.asList(inputs)), options, sink, problems::add, (a, b, c) -> {})
                    .run();
            sink.commit();
            return new Outcome(sorted(bytes.toString(StandardCharsets.UTF_8).lines()), problems, totals);
        }
    }

    private static Outcome onSpark(Source source, int partitions) throws IOException {
        return onSpark(ConversionOptions.defaults(), source, partitions);
    }

    private static Outcome onSpark(ConversionOptions options, Source source, int partitions) throws IOException {
        List<Problem> problems = new ArrayList<>();
        SparkConversion.Result result = new SparkConversion(
                        spark, source, options, null, DumpFormat.NQ, Packing.ZSTD, false, partitions, problems::add)
                .run();
        List<byte[]> pieces = result.pieces()
                .filter(Piece.Out.class::isInstance)
                .map(piece -> ((Piece.Out) piece).chunk().packed())
                .collect();
        List<String> lines = new ArrayList<>();
        for (byte[] piece : pieces) {
            new String(Packing.ZSTD.unpacked(piece).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(lines::add);
        }
        return new Outcome(sorted(lines.stream()), problems, result.totals());
    }

    private static List<String> sorted(Stream<String> lines) {
        return lines.sorted().toList();
    }

    private static Source source(Path... inputs) throws Exception {
        return Source.of(spark, Arrays.stream(inputs).map(Path::toString).toList());
    }

    private static void same(Outcome found, Outcome expected) {
        assertThat(found.problems).isEqualTo(expected.problems);
        assertThat(found.totals).isEqualTo(expected.totals);
        assertThat(found.lines).hasSameSizeAs(expected.lines);
        for (int i = 0; i < found.lines.size(); i++) {
            assertThat(found.lines.get(i)).isEqualTo(expected.lines.get(i));
        }
        assertThat(found.totals.rows()).isEqualTo(found.totals.mappedRows() + found.totals.reportedRows());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void sample(int partitions) throws Exception {
        same(onSpark(source(TestData.SAMPLE), partitions), onOneMachine(ConversionOptions.defaults(), TestData.SAMPLE));
    }

    @ParameterizedTest
    @CsvSource({"pfocr-v1,1", "pfocr-v1,7", "pfocr-v1,64", "pfocr-v2,2", "pfocr-v2,64"})
    void realFigures(String name, int partitions) throws Exception {
        Path input = TestData.real(name);
        same(onSpark(source(input), partitions), onOneMachine(ConversionOptions.defaults(), input));
    }

    /** One figure file is in two inputs, so that its second place is reported and left out. */
    @Test
    void theSameFigureTwice(@TempDir Path other) throws Exception {
        Path figure;
        try (Stream<Path> files = Files.list(TestData.SAMPLE.resolve("_figures"))) {
            figure = files.sorted().findFirst().orElseThrow();
        }
        Files.copy(figure, other.resolve(figure.getFileName()));
        Outcome expected = onOneMachine(ConversionOptions.defaults(), TestData.SAMPLE, other);
        assertThat(expected.totals.rejected()).isEqualTo(1);
        same(onSpark(source(TestData.SAMPLE, other), 3), expected);
    }

    /** Broken files, unknown keys, tables without a figure, and names that only other figures' tables explain. */
    @Test
    void brokenInput(@TempDir Path checkout) throws Exception {
        Path figures = Files.createDirectories(checkout.resolve("_figures"));
        Path data = Files.createDirectories(checkout.resolve("_data"));
        for (int i = 0; i < 30; i++) {
            String figid = "PMC9000" + (10 + i) + "__f" + i;
            Files.writeString(
                    figures.resolve(figid + ".md"),
                    i % 10 == 3
                            ? "no front matter"
                            : "---\nfigid: " + figid + "\npmcid: PMC9000" + (10 + i) + "\nfigtitle: T" + i
                                    + "\norganisms: [Canis lupus, Nobody knows" + (i % 4) + "]\nzz" + (i % 5)
                                    + ": 1\n---\n");
            Files.writeString(
                    data.resolve(figid + "-genes.tsv"),
                    "figid\tword\tmatched_alias\tsource\tentrez\tsymbol\torganism_id\torganism_name\n" + figid
                            + "\tAkt\tAKT\tmylexicon" + (i % 3) + "\t" + (1 + i % 2) + "\tAKT" + (i % 3) + "\t"
                            + (9606 + i % 4) + "\tCanis lupus" + (i % 2) + "\n" + figid
                            + "\tx\tx\thgnc\tnone\tx\t9606\tHomo sapiens\n");
        }
        Files.writeString(data.resolve("PMC1__lost-genes.tsv"), "word\nx\n");
        Files.writeString(data.resolve("wpid_map.tsv"), "PMC900010__f0\tWP1\nPMC1__nowhere\tWP2\n");
        Outcome expected = onOneMachine(ConversionOptions.defaults(), checkout);
        assertThat(expected.problems).hasSizeGreaterThan(20);
        same(onSpark(source(checkout), 1), expected);
        same(onSpark(source(checkout), 7), expected);
    }

    /** Figures in any order, and tasks that fail half way. */
    @Test
    void shuffledAndFailing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("SparkConversionTest seed " + seed);
        Outcome expected = onOneMachine(ConversionOptions.defaults(), TestData.SAMPLE);
        Source inOrder = source(TestData.SAMPLE);
        same(onSpark(new Disturbed(inOrder, seed, 0), 5), expected);
        same(onSpark(new Disturbed(inOrder, seed, 2), 5), expected);
        assertThatThrownBy(() -> onSpark(new Disturbed(inOrder, seed, 4), 5)).hasMessageContaining("failed 4 times");
    }

    /** @param failures attempts of each task that fail after the first figure */
    private record Disturbed(Source source, long seed, int failures) implements Source {
        @Override
        public Checkout shared() {
            return source.shared();
        }

        @Override
        public long bytes() {
            return source.bytes();
        }

        @Override
        public JavaRDD<SameName> figures(JavaSparkContext context, int partitions) {
            List<SameName> all = new ArrayList<>(source.figures(context, 1).collect());
            Collections.shuffle(all, new Random(seed));
            int most = failures;
            return context.parallelize(all, partitions).mapPartitions(part -> {
                SameName first = part.next();
                List<SameName> rest = new ArrayList<>(List.of(first));
                part.forEachRemaining(rest::add);
                return rest.stream()
                        .peek(figure -> {
                            if (figure != first && TaskContext.get().attemptNumber() < most) {
                                throw new IllegalStateException("a disturbance of the test");
                            }
                        })
                        .iterator();
            });
        }
    }
}
