package org.pfocr.rdf.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.read.yaml.BadYaml;
import org.pfocr.rdf.read.yaml.Yaml;
import org.pfocr.rdf.source.FigureFiles;
import org.pfocr.rdf.source.SourceFile;

@Timeout(120)
class YamlTest {
    private static final Path CASES = Path.of("src/test/resources/figures");

    /** What a change puts into a page: what means something in YAML, and neighbours of it. */
    private static final List<String> PARTS = List.of(
            " ",
            "  ",
            "\n",
            "\n\n",
            "\n  ",
            "\t",
            "\r\n",
            ":",
            ": ",
            " :",
            ":\n",
            "-",
            "- ",
            "- - ",
            "\n- ",
            "\n---\n",
            "---",
            "...",
            "\n...\n",
            "'",
            "''",
            "\"",
            "#",
            " #",
            "# ",
            "[",
            "]",
            "[]",
            "{}",
            "{a: b}",
            ",",
            "&a ",
            "*a",
            "&a [x, &b y]\nb: *a\nc: *b\n",
            "!",
            "!!binary ",
            "|",
            "|\n",
            ">\n",
            ">-\n",
            "%",
            "@",
            "`",
            "?",
            "? ",
            "\\",
            "<<",
            "=",
            "~",
            "\u0000",
            "\u0007",
            "\u007F",
            "\u0085",
            "\u00A0",
            "\u2028",
            "\uFEFF",
            "\uFFFD",
            "\uFFFE",
            "β",
            "𝛼",
            "a",
            "key: value");

    @Test
    void aTreeWithARepeatedKeyIsTakenWhole() throws BadYaml {
        Yaml yaml = Yaml.parse("a:\n  b: [1, {c: 2, c: 3}]\n  [d]: 4\nlast: x\n", 2);
        yaml.enter();
        assertThat(yaml.scalar()).isEqualTo("a");
        assertThatThrownBy(yaml::tree)
                .isInstanceOfSatisfying(
                        Yaml.BadTree.class, e -> assertThat(e.line()).isEqualTo(3))
                .hasMessage("the key c occurs twice");
        assertThat(yaml.line()).isEqualTo(5);
        assertThat(yaml.scalar()).isEqualTo("last");
    }

    @Test
    void aListInAListOfBlocksIsReported() {
        assertThat(read("---\nfigid: PMC1__x\nschema-jsonld: [[a], {}, x]\n---\n")
                        .problems())
                .filteredOn(problem -> problem.kind() == Kind.BAD_JSONLD)
                .hasSize(2);
    }

    @Test
    void changedPagesAreReadOrReported() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> pages = new ArrayList<>();
        for (Path folder : List.of(TestData.SAMPLE.resolve("_figures"), CASES)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().endsWith(".md") && Files.isRegularFile(file) && Files.size(file) < 5_000) {
                        pages.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                    }
                }
            }
        }
        assertThat(pages).hasSizeGreaterThan(50);
        int sound = 0;
        for (int i = 0; i < 20_000; i++) {
            String page = changed(pages.get(random.nextInt(pages.size())), random);
            ReadResult result;
            try {
                result = read(page);
            } catch (RuntimeException e) {
                throw new AssertionError(page, e);
            }
            if (result.problems().stream().anyMatch(problem -> problem.kind() == Kind.BAD_YAML)) {
                assertThat(result).isInstanceOf(ReadResult.Rejected.class);
            }
            sound += result.problems().stream().noneMatch(problem -> problem.kind() == Kind.BAD_YAML) ? 1 : 0;
        }
        // Otherwise it would say little.
        assertThat(sound).isBetween(2_000, 19_000);
    }

    private static String changed(String source, Random random) {
        StringBuilder page = new StringBuilder(source);
        for (int changes = 1 + random.nextInt(3); changes > 0 && !page.isEmpty(); changes--) {
            int at = random.nextInt(page.length());
            String part = PARTS.get(random.nextInt(PARTS.size()));
            switch (random.nextInt(4)) {
                case 0 -> page.delete(at, Math.min(page.length(), at + 1 + random.nextInt(6)));
                case 1 -> page.replace(at, at + 1, part);
                default -> page.insert(at, part);
            }
        }
        return page.toString();
    }

    private static ReadResult read(String page) {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        return FigureReader.read(new FigureFiles(new SourceFile("PMC1__x.md", bytes), Map.of()));
    }
}
