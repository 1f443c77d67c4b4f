package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfocr.rdf.blackbox.Program.Result;

/** Files made to end a run, to hang it or to lose other figures: each run has one of them and a sound figure. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileFilesTest {
    private static final String BLOCK = """
            schema-jsonld:
              '@context': https://schema.org/
              '@id': https://pfocr.wikipathways.org/figures/PMC9__x.html
              '@type': Dataset
              name: N
            """;

    @TempDir
    private Path folder;

    private Path figures;
    private Path report;

    @BeforeEach
    void aSoundFigure() throws IOException {
        figures = Files.createDirectories(folder.resolve("checkout/_figures"));
        report = folder.resolve("report.jsonl");
        figure("PMC1__sound", "figtitle: Sound\n");
    }

    private void figure(String figid, String fields) throws IOException {
        Files.writeString(
                figures.resolve(figid + ".md"), "---\nfigid: " + figid + "\npmcid: PMC1\n" + fields + "---\n");
    }

    /** Converts in the default heap; whatever happens, the sound figure is there and nothing is left behind. */
    private String convert(int exitCode, String... options) throws IOException {
        Path out = folder.resolve("out.nt");
        String[] arguments = Stream.concat(
                        Stream.of(
                                "convert",
                                folder.resolve("checkout").toString(),
                                "-o",
                                out.toString(),
                                "--report",
                                report.toString()),
                        Stream.of(options))
                .toArray(String[]::new);
        Result result = Program.run(List.of("-Xmx1g"), arguments);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
        assertThat(Files.readAllLines(out).stream().filter(line -> line.contains("/title> \"Sound\"")))
                .hasSize(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("checkout", "out.nt", "report.jsonl");
        }
        for (String line : Files.readAllLines(report)) {
            JsonNode json = new ObjectMapper().readTree(line);
            assertThat(json.isObject()).isTrue();
        }
        return Files.readString(report);
    }

    private static String items(int count, String item) {
        return IntStream.range(0, count).mapToObj(i -> String.format(item, i)).collect(Collectors.joining());
    }

    @Test
    void manyItemsTakeLinearTime() throws IOException {
        figure("PMC9__x", "figtitle: X\norganisms:\n" + items(500_000, "- name %d\n"));
        figure("PMC9__y", "figtitle: Y\nfigid_alias:\n" + items(500_000, "- alias%d\n"));
        convert(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"  sameAs:\n", "  about:\n", "  '@type':\n"})
    void manyValuesOfABlockAreBounded(String key) throws IOException {
        String item = key.contains("about") ? "  - {'@value': a, '@language': l%d}\n" : "  - https://example.org/%d\n";
        figure("PMC9__x", "figtitle: X\n" + BLOCK.replace("  '@type': Dataset\n", "") + key + items(20_000, item));
        assertThat(convert(1)).contains("more than 1000 values");
        assertThat(Files.readString(folder.resolve("out.nt"))).contains("<http://schema.org/name> \"N\"");
    }

    @Test
    void aDeepBlockIsLeftOut() throws IOException {
        figure("PMC9__x", "figtitle: X\n" + BLOCK + "  about: " + "[".repeat(2000) + "]".repeat(2000) + "\n");
        figure("PMC9__y", "figtitle: Y\n" + BLOCK + "  about: " + "[".repeat(1_000_000) + "\n");
        assertThat(convert(1)).contains("bad-jsonld").contains("more than 10000 deep");
        assertThat(Files.readString(folder.resolve("out.nt"))).contains("/title> \"X\"");
    }

    @Test
    void aLargeTextByAliasesIsLeftOut() throws IOException {
        figure(
                "PMC9__x",
                "figtitle: &t " + "x".repeat(1_000_000) + "\ngenes:\n" + items(1000, "- {word: *t, entrez: %d}\n"));
        convert(1);
    }

    /** 500,000 distinct rows need more than the heap; a run with less of them needs a figure to wait for its turn. */
    @Test
    void aTableTooLargeForTheHeapIsAProblem() throws IOException {
        figure("PMC9__x", "figtitle: X\nautoml_pathway: 0.5\n");
        figure("PMC9__y", "figtitle: Y\nautoml_pathway: 0.5\n");
        Path data = Files.createDirectories(folder.resolve("checkout/_data"));
        rows(data.resolve("PMC9__x-genes.tsv"), 500_000);
        rows(data.resolve("PMC9__y-genes.tsv"), 100_000);
        assertThat(convert(1)).contains("too-large").doesNotContain("PMC9__y.md\",\"what");
        assertThat(Files.readString(folder.resolve("out.nt"))).contains("/title> \"Y\"");
    }

    private static void rows(Path table, int count) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(table)) {
            out.write("word\tmatch\tncbigene_id\tsource\n");
            for (int i = 1; i <= count; i++) {
                out.write("word" + i + "\tterm" + i + "\t" + i + "\tncbigene_symbol\n");
            }
        }
    }

    @Test
    void aFigureMayNeedLessMemory() throws IOException {
        figure("PMC9__x", "figtitle: X\norganisms:\n" + items(3000, "- name %d\n"));
        assertThat(convert(1, "--max-figure-memory", "1")).contains("more than 1 MiB");
    }

    @Test
    void whatIsNoFileIsAProblemAtOnce() throws Exception {
        Path data = Files.createDirectories(folder.resolve("checkout/_data"));
        fifo(figures.resolve("PMC9__pipe.md"));
        fifo(data.resolve("PMC1__sound-genes.tsv"));
        fifo(data.resolve("wpid_map.tsv"));
        fifo(Files.createDirectories(folder.resolve("checkout/_organisms")).resolve("mouse.md"));
        Files.createSymbolicLink(figures.resolve("PMC9__nothing.md"), Path.of("nowhere"));
        Files.createSymbolicLink(figures.resolve("PMC9__loop.md"), Path.of("PMC9__loop.md"));
        Files.createSymbolicLink(figures.resolve("PMC9__device.md"), Path.of("/dev/zero"));
        String problems = convert(1);
        assertThat(problems.lines().filter(line -> line.contains("is a pipe, a socket or a device")))
                .hasSize(5);
        assertThat(problems).contains("is a link to nothing").contains("PMC9__loop");
    }

    private static void fifo(Path path) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }

    @Test
    void aLoneSurrogateGivesALineOfJson() throws IOException {
        Files.writeString(
                figures.resolve("PMC9__x.md"), "---\nfigid: \"PMC9__\\uD800\"\npmcid: PMC1\n\"\\uDC00\": x\n---\n");
        assertThat(convert(1)).contains("character-replaced").contains("figid-not-file-name");
    }

    @Test
    void whatAKilledRunLeftIsRemoved() throws IOException {
        Files.writeString(folder.resolve(".out.nt.999999999.tmp"), "half");
        convert(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images/{pmcid}/{filename}",
                "https://example.org/image.jpg",
                "https://example.org/{pmcid}",
                "ftp://example.org/{filename}",
                "https://{filename}"
            })
    void anImageAddressThatCannotBeOneIsAUsageError(String template) {
        Result result =
                Program.run("convert", folder.resolve("checkout").toString(), "-o", "-", "--image-url", template);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--image-url");
        assertThat(result.stdout()).isEmpty();
    }

    @Test
    void statementsOfABlockComeOnce() throws IOException {
        figure(
                "PMC9__x",
                "figtitle: X\n" + BLOCK
                        + "  schema:name: N\n  http://schema.org/name: [N, N]\n  size: [1.0, 1.00, 1e0]\n"
                        + "  about: [{'@type': Thing, name: T}, {'@type': Thing, name: T}, {'@type': Thing, url: 'https://e.org/'},"
                        + " {url: 'https://e.org/', '@type': Thing}]\n"
                        + "  description: [{'@value': a, '@language': en}, {'@value': a, '@language': EN}]\n");
        convert(0);
        List<String> lines = Files.readAllLines(folder.resolve("out.nt"));
        assertThat(lines).doesNotHaveDuplicates();
        assertThat(lines.stream().filter(line -> line.contains("PMC9__x.html> <http://schema.org/description")))
                .hasSize(1);
        assertThat(lines.stream().filter(line -> line.contains("PMC9__x.html> <http://schema.org/size")))
                .hasSize(1);
    }
}
