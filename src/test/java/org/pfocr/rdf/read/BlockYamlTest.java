package org.pfocr.rdf.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.read.Yaml.BadYaml;
import org.pfocr.rdf.source.SourceFile;

/** Either the reader of block style gives up, or it gives the events that SnakeYAML gives. */
class BlockYamlTest {
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
            "\n---",
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
    void theCasesAreReadAsByTheLibrary() throws IOException {
        List<byte[]> pages = pages(CASES);
        assertThat(pages).hasSizeGreaterThan(60);
        for (byte[] page : pages) {
            compare(page);
        }
    }

    @Test
    void theSampleIsReadInBlockStyle() throws IOException {
        List<byte[]> pages = pages(TestData.SAMPLE.resolve("_figures"));
        assertThat(pages).isNotEmpty();
        assertThat(pages.stream().filter(BlockYamlTest::compare).count()).isEqualTo(pages.size());
    }

    @Test
    void nearlyAllRealFiguresAreReadInBlockStyle() throws IOException {
        for (String generation : List.of("pfocr-v1", "pfocr-v2")) {
            List<byte[]> pages = pages(TestData.real(generation).resolve("_figures"));
            assertThat(pages.stream().filter(BlockYamlTest::compare).count()).isGreaterThan(pages.size() * 9L / 10);
        }
    }

    @Test
    void pagesWithChangesAreReadAsByTheLibrary() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<byte[]> pages = pages(TestData.SAMPLE);
        pages.addAll(pages(CASES));
        pages.removeIf(page -> page.length > 5_000 || !compare(page));
        assertThat(pages).isNotEmpty();
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder page =
                    new StringBuilder(new String(pages.get(random.nextInt(pages.size())), StandardCharsets.UTF_8));
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(page.length());
                switch (random.nextInt(4)) {
                    case 0 -> page.delete(at, Math.min(page.length(), at + 1 + random.nextInt(6)));
                    case 1 ->
                        page.delete(at, Math.min(page.length(), at + 1))
                                .insert(at, PARTS.get(random.nextInt(PARTS.size())));
                    default -> page.insert(at, PARTS.get(random.nextInt(PARTS.size())));
                }
            }
            read += compare(page.toString().getBytes(StandardCharsets.UTF_8)) ? 1 : 0;
        }
        // Otherwise the comparison would say little.
        assertThat(read).isBetween(2_000, 18_000);
    }

    /** Says whether the page was read in block style. */
    private static boolean compare(byte[] page) {
        Yaml found = Yaml.ofPage(page);
        if (found == null) {
            return false;
        }
        assertThat(found.toString())
                .as("%s", Base64.getEncoder().encodeToString(page))
                .isEqualTo(byTheLibrary(page));
        return true;
    }

    private static @Nullable String byTheLibrary(byte[] page) {
        FrontMatter frontMatter = FrontMatter.of(new SourceFile("page", page), new ArrayList<>());
        if (frontMatter == null) {
            return "no front matter";
        }
        try {
            return Yaml.parse(frontMatter.yaml(), frontMatter.firstLine()).toString();
        } catch (BadYaml e) {
            return e.line + " " + e.getMessage();
        }
    }

    private static List<byte[]> pages(Path folder) throws IOException {
        List<byte[]> pages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".md") && Files.isRegularFile(file)) {
                    pages.add(Files.readAllBytes(file));
                }
            }
        }
        return pages;
    }
}
