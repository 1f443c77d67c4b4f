package org.pfocr.rdf.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.cli.report.Report;

/**
 * Each folder of {@code src/test/resources/figures} is a case: input files, {@code expected.nt} and, where something is
 * wrong with the input, {@code expected-problems.txt}. What a case really gave is in {@code target/figures/CASE}.
 */
class FigureCasesTest {
    private static final Path CASES = Path.of("src/test/resources/figures");
    private static final Path ACTUAL = Path.of("target/figures");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        List<Path> cases;
        try (Stream<Path> folders = Files.list(CASES)) {
            cases = folders.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(cases).hasSizeGreaterThan(40);
        return cases.stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> run(folder)));
    }

    private static void run(Path folder) throws IOException {
        Converted converted = Converted.of(inputs(folder));
        List<String> problems = converted.problems().stream()
                .map(problem -> problem.kind().code() + " " + Report.sentence(problem))
                .map(line -> line.replace(folder + "/", ""))
                .toList();
        List<String> triples = ntriples(converted);
        Path actual = Files.createDirectories(ACTUAL.resolve(folder.getFileName()));
        Files.write(actual.resolve("expected.nt"), triples);
        Path problemFile = actual.resolve("expected-problems.txt");
        if (problems.isEmpty()) {
            Files.deleteIfExists(problemFile);
        } else {
            Files.write(problemFile, problems);
        }
        assertThat(problems).isEqualTo(lines(folder.resolve("expected-problems.txt")));
        assertThat(triples).isEqualTo(lines(folder.resolve("expected.nt")));
        assertThat(converted.totals().files())
                .isEqualTo(converted.totals().figures() + converted.totals().rejected());
        assertThat(converted.totals().rows())
                .isEqualTo(converted.totals().mappedRows() + converted.totals().reportedRows());
    }

    /** The folder itself, or its folders where it has no figures of its own. */
    private static Path[] inputs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> content = files.sorted().toList();
            boolean own =
                    content.stream().anyMatch(file -> file.toString().endsWith(".md") || file.endsWith("_figures"));
            return own
                    ? new Path[] {folder}
                    : content.stream().filter(Files::isDirectory).toArray(Path[]::new);
        }
    }

    private static List<String> ntriples(Converted converted) {
        List<String> lines = new ArrayList<>();
        for (Triple triple : converted.graph().find().toList()) {
            var one = GraphFactory.createDefaultGraph();
            one.add(triple);
            StringWriter line = new StringWriter();
            RDFDataMgr.write(line, one, Lang.NTRIPLES);
            lines.add(line.toString().strip());
        }
        lines.sort(String::compareTo);
        return lines;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    }
}
