package org.pfocr.rdf.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.read.yaml.BadYaml;
import org.pfocr.rdf.read.yaml.Yaml;
import org.pfocr.rdf.source.FigureFiles;
import org.pfocr.rdf.source.SourceFile;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

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
    void aDocumentThatIsTooLargeIsReported() {
        StringBuilder page = new StringBuilder("---\nfigid: PMC1__x\nkeywords:\n");
        page.append("- x\n".repeat(500_000)).append("---\n");
        ReadResult result = read(page.toString());
        assertThat(result).isInstanceOf(ReadResult.Rejected.class);
        assertThat(result.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.BAD_YAML);
            assertThat(problem.what()).isEqualTo("is not valid YAML: the document is too large");
            assertThat(problem.line()).isBetween(499_990, 500_010);
        });
    }

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
                assertThat(result.problems()).hasSize(1);
            }
            sound += hasTheTreeOfTheLibrary(page) ? 1 : 0;
        }
        // Otherwise the comparison would say little.
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

    /** Says whether the page has a tree; fails where it is another one than SnakeYAML's own. */
    private static boolean hasTheTreeOfTheLibrary(String page) {
        List<Problem> problems = new ArrayList<>();
        FrontMatter frontMatter =
                FrontMatter.of(new SourceFile("page", page.getBytes(StandardCharsets.UTF_8)), problems);
        if (frontMatter == null) {
            return false;
        }
        Object found;
        try {
            Yaml yaml = Yaml.parse(frontMatter.yaml(), frontMatter.firstLine());
            found = yaml.nextIsMapping() ? yaml.tree() : null;
            yaml.finish();
        } catch (BadYaml e) {
            return false;
        }
        if (found == null || page.contains("!!binary")) {
            return false;
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        options.setNestingDepthLimit(Integer.MAX_VALUE);
        try {
            Node root = new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(frontMatter.yaml()));
            assertThat(found).as(page).isEqualTo(tree(root));
        } catch (YAMLException e) {
            throw new AssertionError("not read by the library: " + page, e);
        }
        return true;
    }

    private static @Nullable Object tree(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().map(YamlTest::tree).toList();
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        ((MappingNode) node).getValue().forEach(entry -> map.put(tree(entry.getKeyNode()), tree(entry.getValueNode())));
        return map;
    }
}
