package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.blackbox.Program.Result;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;

/** {@code convert} from outside. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Order(3)
class ConvertTest {
    private static final String SAMPLE = TestData.SAMPLE.toString();
    private static final Path CASES = Path.of("src/test/resources/figures");

    @TempDir
    private Path folder;

    @Test
    void standardOutputIsCleanRdf() {
        Result result = Program.run("convert", SAMPLE);
        assertThat(result.exitCode()).isZero();
        Graph graph = RDFParser.source(new ByteArrayInputStream(result.stdout()))
                .lang(Lang.NTRIPLES)
                .toGraph();
        assertThat(result.err()).contains("files 20 = figures 20 + rejected 0");
        Matcher triples = Pattern.compile("triples (\\d+) \\(and (\\d+) about").matcher(result.err());
        assertThat(triples.find()).isTrue();
        assertThat(Integer.parseInt(triples.group(1)) + Integer.parseInt(triples.group(2)))
                .isEqualTo(graph.size());
    }

    @Test
    void aFileNamedTwiceIsOneFile() {
        String file = SAMPLE + "/_figures/PMC90000001__sample-01-g002.md";
        Result once = Program.run("convert", SAMPLE, "--quiet");
        Result twice = Program.run("convert", file, SAMPLE, "./" + file, "--quiet");
        assertThat(twice.exitCode()).as(twice.err()).isZero();
        assertThat(twice.stdout()).isEqualTo(once.stdout()).isNotEmpty();
    }

    @Test
    void theBytesDoNotDependOnTheThreads() {
        byte[] one = Program.run("convert", SAMPLE, "--threads", "1", "--quiet").stdout();
        byte[] four =
                Program.run("convert", SAMPLE, "--threads", "4", "--quiet").stdout();
        assertThat(one).isNotEmpty().isEqualTo(four);
    }

    @Test
    void realDataGiveTheSameBytesWithAnyNumberOfThreads() throws IOException {
        String data = TestData.real("pfocr-v1").toString();
        Path one = folder.resolve("one.nt.gz");
        Path four = folder.resolve("four.nt.gz");
        assertThat(Program.run("convert", data, "--threads", "1", "-o", one.toString())
                        .exitCode())
                .isZero();
        assertThat(Program.run("convert", data, "--threads", "4", "-o", four.toString())
                        .exitCode())
                .isZero();
        assertThat(Files.mismatch(one, four)).isEqualTo(-1);
    }

    /** Memory must grow with the page, not with the product of its keys and its terms. */
    @Test
    void aBlockWithVeryManyKeysNeedsNoMoreMemoryThanOthers() throws IOException {
        int keys = 2_000; // A block that says more than 10,000 things is left out.
        StringBuilder page = new StringBuilder("---\nfigid: PMC1__x\npmcid: PMC1\nschema-jsonld:\n");
        page.append("  '@context': https://schema.org/\n");
        page.append("  '@id': https://pfocr.wikipathways.org/figures/PMC1__x.html\n");
        for (int i = 0; i < keys; i++) {
            page.append("  key").append(i).append(": text ").append(i).append('\n');
        }
        Path file = folder.resolve("PMC1__x.md");
        Files.writeString(file, page.append("---\n"));
        Result result = Program.run(List.of("-Xmx300m", "-XX:+ExitOnOutOfMemoryError"), "convert", file.toString());
        assertThat(result.exitCode()).as(result.err()).isZero();
        String subject = "<" + Iris.figure("PMC1__x").getURI() + ">";
        assertThat(result.out().lines().filter(line -> line.startsWith(subject + " <http://schema.org/key")))
                .hasSize(keys);
    }

    /** As {@code riot --validate}: every warning of Jena's checking parser is an error here. */
    @Test
    void theDumpsPassAStrictParser() {
        List<Path> inputs = new ArrayList<>(List.of(TestData.SAMPLE, CASES.resolve("hostile-text")));
        Path real = Path.of("../shared/data/pfocr-v2");
        if (Files.exists(real)) {
            inputs.add(real);
        }
        for (Path input : inputs) {
            for (String suffix : List.of("nt", "nq", "ttl", "trig", "rdf")) {
                Path dump = folder.resolve("strict." + suffix);
                Program.run("convert", input.toString(), "-o", dump.toString(), "--overwrite");
                RDFParser.source(dump)
                        .checking(true)
                        .strict(true)
                        .errorHandler(ErrorHandlerFactory.errorHandlerStrict)
                        .parse(StreamRDFLib.sinkNull());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nt.gz", "nq", "ttl", "trig", "jsonld", "rdf"})
    void everyFormatSaysTheSame(String suffix) {
        Path reference = folder.resolve("reference.nt");
        Path dump = folder.resolve("dump." + suffix);
        Program.run("convert", SAMPLE, "-o", reference.toString());
        assertThat(Program.run("convert", SAMPLE, "-o", dump.toString()).exitCode())
                .isZero();
        Graph expected = withoutForm(RDFDataMgr.loadGraph(reference.toString()));
        Graph read = GraphFactory.createDefaultGraph();
        if (suffix.equals("nq") || suffix.equals("trig")) {
            DatasetGraph dataset = RDFDataMgr.loadDatasetGraph(dump.toString());
            assertThat(dataset.getDefaultGraph().isEmpty()).isTrue();
            for (String graph : List.of("figures", "dataset")) {
                dataset.getGraph(Iris.graph(graph)).find().forEach(read::add);
            }
            assertThat(dataset.getGraph(Iris.graph("ontology")).isEmpty()).isFalse();
        } else {
            RDFDataMgr.read(read, dump.toString());
        }
        withoutForm(read);
        assertThat(read.size()).isEqualTo(expected.size());
        expected.find()
                .forEach(triple ->
                        assertThat(read.contains(triple)).as(triple.toString()).isTrue());
    }

    /** A dump says which form it has, so that differs. */
    private static Graph withoutForm(Graph graph) {
        for (Node property : List.of(Terms.DCTERMS_FORMAT, Iris.external(Terms.DCAT + "mediaType"))) {
            graph.remove(Node.ANY, property, Node.ANY);
        }
        return graph;
    }

    @Test
    void anExistingFileIsKeptUnlessOverwriteIsGiven() throws IOException {
        Path target = Files.writeString(folder.resolve("dump.nt"), "mine");
        Result refused = Program.run("convert", SAMPLE, "-o", target.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertOneLine(refused, "dump.nt: exists already; use --overwrite to replace it");
        assertThat(target).hasContent("mine");
        assertThat(Program.run("convert", SAMPLE, "-o", target.toString(), "--overwrite")
                        .exitCode())
                .isZero();
        assertThat(target).isNotEmptyFile();
        assertThat(Files.readString(target)).startsWith("<https://");
        assertNothingTemporary();
    }

    @Test
    void badInputIsReportedAndTheRestConverted() {
        String folderOfCase = CASES.resolve("non-numeric-entrez").toString();
        Result result = Program.run("convert", folderOfCase);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("PMC30__x.md:10 genes.entrez: \"ENSG1; DROP\" is not an NCBI Gene id (digits)")
                .contains("files 2 = figures 2 + rejected 0")
                .contains("rows 2 = in the output 1 (0 repeat another) + reported 1");
        assertThat(result.out()).contains("PMC9__good").contains("PMC30__x");
    }

    /** Every case whose problems reject something ends with 1, and with nothing written under --strict. */
    @Test
    void rejectedInputGivesExitCodeOne() throws IOException {
        for (String name : List.of(
                "no-front-matter",
                "unclosed-front-matter",
                "yaml-error",
                "missing-figid",
                "duplicate-figid",
                "figid-not-file-name",
                "gene-without-entrez",
                "jsonld-unknown-context",
                "not-utf-8",
                "empty-file",
                "a-folder")) {
            Path input = CASES.resolve(name);
            String[] inputs = name.equals("duplicate-figid")
                    ? new String[] {
                        input.resolve("one").toString(), input.resolve("two").toString()
                    }
                    : new String[] {input.toString()};
            Path target = folder.resolve(name + ".nt");
            Result result = Program.run(arguments(inputs, "-o", target.toString(), "--strict"));
            assertThat(result.exitCode()).as(name).isEqualTo(1);
            assertThat(target).as(name).doesNotExist();
            assertThat(result.err()).as(name).contains("Nothing was written").doesNotContain("\tat ");
        }
        assertNothingTemporary();
        Result toStandardOutput =
                Program.run("convert", CASES.resolve("yaml-error").toString(), "--strict", "--quiet");
        assertThat(toStandardOutput.stdout()).isEmpty();
    }

    @Test
    void anUnreadableFileIsReported() throws IOException {
        Path figures = Files.createDirectory(folder.resolve("figures"));
        Files.copy(CASES.resolve("yaml-error/PMC9__good.md"), figures.resolve("PMC9__good.md"));
        Files.createSymbolicLink(figures.resolve("PMC7__gone.md"), Path.of("nowhere.md"));
        Path secret = Files.copy(CASES.resolve("yaml-error/PMC9__good.md"), figures.resolve("PMC8__secret.md"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        Result result = Program.run("convert", figures.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("PMC7__gone.md: is a link to nothing; check that it exists");
        if (!Files.isReadable(secret)) { // The superuser reads everything; there the file has another's figid.
            assertThat(result.err()).contains("PMC8__secret.md: cannot be read (AccessDenied");
        }
        assertThat(result.err()).contains("files 3 = figures 1 + rejected 2");
    }

    @Test
    void wrongUsageIsOneClearLine() {
        assertUsage("convert", "nosuchfolder");
        assertUsage("convert", folder.toString());
        assertUsage("convert", SAMPLE, "-o", folder.resolve("dump.xyz").toString());
        assertUsage("convert", SAMPLE, "--threads", "0");
        assertUsage("convert", SAMPLE, "--format", "doc");
        assertUsage("convert");
        assertUsage("nosuchcommand");
        assertThat(Program.run().exitCode()).isEqualTo(2);
    }

    @Test
    void debugShowsTheStackTrace() {
        String target = folder.resolve("no/such/folder/dump.nt").toString();
        Result result = Program.run("convert", SAMPLE, "-o", target);
        assertThat(result.exitCode()).isEqualTo(2);
        assertOneLine(result, "no/such/folder: no such file or folder");
        assertThat(Program.run("convert", SAMPLE, "--debug", "-o", target).err())
                .contains("\tat ");
    }

    @Test
    void aFullDiskIsAFailureInEveryFormat() {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "skipped: there is no /dev/full here");
        for (String format : List.of("nt", "ttl", "jsonld", "rdfxml")) {
            Result result = run(
                    "sh",
                    "-c",
                    "exec \"$0\" -jar target/pfocr-rdf.jar convert \"$1\" --quiet --format " + format + " > /dev/full",
                    System.getProperty("java.home") + "/bin/java",
                    SAMPLE);
            assertThat(result.exitCode()).as(format).isEqualTo(3);
            assertThat(result.err()).as(format).contains("No space left").doesNotContain("\tat ");
        }
    }

    @Test
    void aKilledRunLeavesNothingUnderTheName() throws Exception {
        Path target = folder.resolve("dump.nt");
        Path many = Files.createDirectory(folder.resolve("many"));
        String text = Files.readString(CASES.resolve("yaml-error/PMC9__good.md"));
        for (int i = 0; i < 20_000; i++) {
            Files.writeString(many.resolve("PMC" + i + "__x.md"), text.replace("PMC9__good", "PMC" + i + "__x"));
        }
        Process process = Program.start(List.of(), "convert", many.toString(), "-o", target.toString());
        while (process.isAlive() && hidden() == 0) {
            Thread.onSpinWait();
        }
        process.destroy(); // As Ctrl-C and kill do.
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isIn(130, 143);
        assertThat(target).doesNotExist();
        assertNothingTemporary();
    }

    @Test
    void theReportListsEveryProblem() throws IOException {
        Path text = folder.resolve("report.txt");
        Path json = folder.resolve("report.jsonl");
        String input = CASES.resolve("bad-values").toString();
        Program.run("convert", input, "--quiet", "--report", text.toString());
        Program.run("convert", input, "--quiet", "--report", json.toString());
        List<String> lines = Files.readAllLines(text);
        assertThat(lines)
                .anyMatch(line -> line.startsWith("error bad-value ")
                        && line.contains("PMC30__x.md:5 year: \"20l9\" is not a year; correct it or leave it empty"))
                .contains("count bad-value 7")
                .anyMatch(line -> line.startsWith("total rows 5 = in the output 1 "));
        List<String> jsonLines = Files.readAllLines(json);
        assertThat(jsonLines).hasSize(lines.size() - 3); // The totals and the version are one object.
        assertThat(jsonLines).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(jsonLines).anyMatch(line -> line.contains("\"kind\":\"bad-value\"") && line.contains("\"line\":5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"convert", "load", "serve", "query", "enrich", "stats", "validate"})
    void everyCommandHasHelpWithAnExample(String command) {
        Result result = Program.run(command, "--help");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("Example")
                .contains("pfocr-rdf " + command)
                .contains("130  interrupted");
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Program.run("--version").out()).matches("pfocr-rdf \\d+\\.\\d+\\.\\d+\\S*\\s+");
    }

    private long hidden() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("."))
                    .count();
        }
    }

    private void assertNothingTemporary() throws IOException {
        assertThat(hidden()).isZero();
    }

    private static void assertUsage(String... arguments) {
        Result result = Program.run(arguments);
        assertThat(result.exitCode()).as(String.join(" ", arguments)).isEqualTo(2);
        assertThat(result.err())
                .as(String.join(" ", arguments))
                .startsWith("pfocr-rdf: ")
                .doesNotContain("\tat ");
        assertThat(result.stdout()).isEmpty();
    }

    private static void assertOneLine(Result result, String line) {
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains(line);
    }

    private static String[] arguments(String[] inputs, String... options) {
        return Stream.of(Stream.of("convert"), Stream.of(inputs), Stream.of(options))
                .flatMap(s -> s)
                .toArray(String[]::new);
    }

    private static Result run(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            String err = new String(process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), new byte[0], err);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
