package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.problem.Kind;

/** Inputs that lie beside the project on some machines: none ends a run, and all of them is in the output or reported. */
class SharedCasesTest {
    @TestFactory
    Stream<DynamicTest> eachConverts() throws IOException {
        Path cases = TestData.real("../cases");
        List<Path> inputs = new ArrayList<>();
        try (Stream<Path> folders = Files.list(cases)) {
            folders.filter(folder -> Files.isDirectory(folder.resolve("_figures")))
                    .forEach(inputs::add);
        }
        assertThat(inputs).hasSizeGreaterThan(5);
        inputs.sort(null);
        inputs.add(TestData.real("pfocr-v1"));
        inputs.add(TestData.real("pfocr-v2"));
        return inputs.stream()
                .map(input -> DynamicTest.dynamicTest(input.getFileName().toString(), () -> convert(input)));
    }

    private static void convert(Path input) {
        // Where the locale has no such character, the launcher's test looks at it.
        assumeTrue(
                !input.endsWith("nonascii-filename")
                        || System.getProperty("sun.jnu.encoding", "")
                                .toUpperCase(Locale.ROOT)
                                .equals("UTF-8"),
                () -> "skipped: the locale has no characters but ASCII");
        Converted converted = Converted.of(input);
        assertThat(converted.totals().files())
                .isPositive()
                .isEqualTo(converted.totals().figures() + converted.totals().rejected());
        assertThat(converted.totals().rejected()).isZero();
        assertThat(converted.totals().rows())
                .isEqualTo(converted.totals().mappedRows() + converted.totals().reportedRows());
        assertThat(converted.problems()).noneMatch(problem -> problem.kind() == Kind.UNEXPECTED);
        assertThat(converted.select(
                        "SELECT ?s { ?s ?p ?o FILTER(REGEX(STR(?o), \"[\\u0001-\\u0008\\u000B\\u000E-\\u001F]\")) }"))
                .isEmpty();
    }
}
