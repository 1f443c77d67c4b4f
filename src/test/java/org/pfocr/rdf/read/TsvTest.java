package org.pfocr.rdf.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.SourceFile;

class TsvTest {
    private final List<Problem> problems = new ArrayList<>();

    @Test
    void everyLineEndEndsARowAndEmptyLinesAreNone() {
        assertThat(rows("a\tb\n1\t2\r\n3\t4\r5\t6\n\n\r\n\n7\t8"))
                .containsExactly("2 [1, 2]", "3 [3, 4]", "4 [5, 6]", "8 [7, 8]");
        assertThat(rows("a\tb\n1\t2\n")).containsExactly("2 [1, 2]");
        assertThat(rows("\n\na\tb\n\t\n")).containsExactly("4 [, ]");
        assertThat(rows("a\tb")).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void cellsAreAsInTheFile() {
        assertThat(rows("a\tb\n \"1\t''\n\\t\t\"\"\n  x \t,;\n"))
                .containsExactly("2 [ \"1, '']", "3 [\\t, \"\"]", "4 [  x , ,;]");
        assertThat(rows("\uFEFFa\tb\nTNF-α\tβ\nTNF-α\tbeta\n𝛼\tx\n"))
                .containsExactly("2 [TNF-α, β]", "3 [TNF-α, beta]", "4 [𝛼, x]");
        // Longer than what is kept, twice, and equal but for one character.
        String text = "x".repeat(100);
        assertThat(rows("a\tb\n" + text + "\t" + text + "\n" + text + "y\t" + text + "\n"))
                .containsExactly("2 [" + text + ", " + text + "]", "3 [" + text + "y, " + text + "]");
        assertThat(problems).isEmpty();
    }

    @Test
    void rowsOfAnotherWidthAreReported() {
        assertThat(rows("a\tb\n1\n1\t2\n1\t2\t3\n")).containsExactly("3 [1, 2]");
        assertThat(problems).extracting(Problem::line).containsExactly(2, 4);
        assertThat(problems.get(1).what()).startsWith("has 3 cells where the header has 2");
    }

    @Test
    void aTableThatCannotBeUsedIsReported() {
        assertThat(rows("")).isEmpty();
        assertThat(rows("a\tc\n1\t2\n")).isEmpty();
        assertThat(Tsv.open(
                        new SourceFile("t", new byte[] {'a', '\t', 'b', '\n', (byte) 0xC3, '\n'}), List.of(), problems))
                .isNull();
        assertThat(problems)
                .extracting(problem -> problem.kind() + " " + problem.line())
                .containsExactly("EMPTY_FILE 0", "BAD_TABLE 1", "NOT_UTF8 2");
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        assertThat(rows("a\tb\n1\t2\n3\t\0\n\u001f\t\uFFFF\n"))
                .containsExactly("2 [1, 2]", "3 [3, \uFFFD]", "4 [\uFFFD, \uFFFD]");
        assertThat(problems)
                .extracting(problem -> problem.kind() + " " + problem.line())
                .containsExactly("CHARACTER_REPLACED 3");
    }

    @Test
    void manyColumnsAndNoHeader() {
        String wide = String.join("\t", Collections.nCopies(40, "w"));
        Tsv table =
                Tsv.withoutHeader(new SourceFile("t", (wide + "\nx\ty\n").getBytes(StandardCharsets.UTF_8)), problems);
        assertThat(table).isNotNull();
        assertThat(table.next()).isTrue();
        assertThat(table.width()).isEqualTo(40);
        assertThat(table.cell(39)).isEqualTo("w");
        assertThat(table.next()).isTrue();
        assertThat(table.width()).isEqualTo(2);
        assertThat(table.cell(1)).isEqualTo("y");
        assertThat(table.next()).isFalse();
    }

    /** Each row as its line and the cells of the columns a and b. */
    private List<String> rows(String text) {
        List<String> rows = new ArrayList<>();
        Tsv table = Tsv.open(new SourceFile("t", text.getBytes(StandardCharsets.UTF_8)), List.of("a", "b"), problems);
        while (table != null && table.next()) {
            rows.add(table.line() + " [" + table.cell("a") + ", " + table.cell("b") + "]");
            assertThat(table.cell("c")).isNull();
        }
        return rows;
    }
}
