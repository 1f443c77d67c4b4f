package org.pfocr.rdf.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.SourceFile;

/**
 * A cursor over the rows of a table of tab-separated cells without any quoting: a {@code "} is a character. Columns go by
 * name; lines without a character are no rows. A row ends with a line feed, a carriage return, or both.
 */
final class Tsv {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final SourceFile file;
    private final List<Problem> problems;
    private final byte[] bytes;
    private final boolean isAscii;
    private final Texts texts = Texts.ofThread();

    private final Map<String, Integer> columns = new HashMap<>();
    /** Cells of each sound row; 0 where there is no header. */
    private int width;

    private int at;
    private int nextLine = 1;
    private int rows;
    private int reported;

    /** The current row: its line, and where its cells begin and end. */
    private int line;

    private int cells;
    private int[] starts = new int[16];
    private int[] ends = new int[16];

    private Tsv(SourceFile file, boolean isAscii, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
        this.bytes = file.content();
        this.isAscii = isAscii;
        this.at = !isAscii && startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
    }

    private static boolean startsWithMark(byte[] bytes) {
        int length = BYTE_ORDER_MARK.length;
        return bytes.length >= length && Arrays.equals(bytes, 0, length, BYTE_ORDER_MARK, 0, length);
    }

    /**
     * Opens a table with a header; the first row is the one after it.
     *
     * @param required columns without which the table cannot be used
     * @return null after adding a problem where the table cannot be used
     */
    static @Nullable Tsv open(SourceFile file, List<String> required, List<Problem> problems) {
        Tsv table = decoded(file, problems);
        if (table == null) {
            return null;
        }
        if (table.nextRecord()) {
            table.width = table.cells;
            for (int i = 0; i < table.cells; i++) {
                table.columns.putIfAbsent(
                        table.text(table.starts[i], table.ends[i]).strip(), i);
            }
        }
        List<String> missing =
                required.stream().filter(c -> !table.columns.containsKey(c)).toList();
        if (!missing.isEmpty()) {
            problems.add(new Problem(
                    Kind.BAD_TABLE,
                    file.name(),
                    1,
                    String.join(", ", missing),
                    "the header has no such column, so no row of the table was read",
                    "restore the header line; columns are separated by one tab"));
            return null;
        }
        return table;
    }

    /** Opens a table without a header, whose rows may have any width; null after adding a problem. */
    static @Nullable Tsv withoutHeader(SourceFile file, List<Problem> problems) {
        return decoded(file, problems);
    }

    private static @Nullable Tsv decoded(SourceFile file, List<Problem> problems) {
        byte[] bytes = file.content();
        if (isPlain(bytes)) {
            return new Tsv(file, true, problems);
        }
        String text = Utf8.decode(file, problems);
        if (text == null) {
            return null;
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            problems.add(new Problem(
                    Kind.BAD_TABLE,
                    file.name(),
                    (int) text.substring(0, nul).lines().count(),
                    null,
                    "holds a NUL byte, so no row of the table was read",
                    "restore the file"));
            return null;
        }
        return new Tsv(file, false, problems);
    }

    /** Whether there are bytes and all are ASCII but NUL. */
    private static boolean isPlain(byte[] bytes) {
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            if (EightBytes.equal(EightBytes.at(bytes, i), 0) != 0) {
                return false;
            }
        }
        for (; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return bytes.length > 0 && EightBytes.areAscii(bytes, 0, bytes.length);
    }

    /** Goes to the next row that has as many cells as the header; reports those on the way that have not. */
    boolean next() {
        while (nextRecord()) {
            rows++;
            if (width == 0 || cells == width) {
                return true;
            }
            reported++;
            problems.add(new Problem(
                    Kind.BAD_ROW,
                    file.name(),
                    line,
                    null,
                    "has " + cells + " cells where the header has " + width + ", so the row was left out",
                    "look for a tab or a line break inside a word"));
        }
        return false;
    }

    private boolean nextRecord() {
        while (at < bytes.length && (bytes[at] == '\n' || bytes[at] == '\r')) {
            endLine();
        }
        if (at >= bytes.length) {
            return false;
        }
        line = nextLine;
        cells = 0;
        int start = at;
        int position = at;
        while (true) {
            // To the next control character, which may end a cell.
            while (position <= bytes.length - Long.BYTES) {
                long found = EightBytes.less(EightBytes.at(bytes, position), ' ');
                if (found != 0) {
                    position += EightBytes.first(found);
                    break;
                }
                position += Long.BYTES;
            }
            byte c = position < bytes.length ? bytes[position] : (byte) '\n';
            if (c != '\t' && c != '\n' && c != '\r') {
                position++;
                continue;
            }
            if (cells == starts.length) {
                starts = Arrays.copyOf(starts, 2 * cells);
                ends = Arrays.copyOf(ends, 2 * cells);
            }
            starts[cells] = start;
            ends[cells++] = position;
            if (c != '\t') {
                break;
            }
            start = ++position;
        }
        at = position;
        endLine();
        return true;
    }

    private void endLine() {
        boolean isReturn = at < bytes.length && bytes[at] == '\r';
        at++;
        if (isReturn && at < bytes.length && bytes[at] == '\n') {
            at++;
        }
        nextLine++;
    }

    /** Rows met so far. */
    int rows() {
        return rows;
    }

    /** Rows of these that were reported and left out. */
    int reported() {
        return reported;
    }

    /** Line of the current row, from 1. */
    int line() {
        return line;
    }

    /** Cells of the current row. */
    int width() {
        return cells;
    }

    /** The column's number, or -1 where the table has none of the name. */
    int column(String name) {
        return columns.getOrDefault(name, -1);
    }

    /** The current row's cell, exactly as in the file; null where the table has no such column. */
    @Nullable
    String cell(String column) {
        return cell(column(column));
    }

    /** Like {@link #cell(String)}. */
    @Nullable
    String cell(int column) {
        return column < 0 ? null : text(starts[column], ends[column]);
    }

    /** Where the current row's cell begins in the file. */
    int start(int column) {
        return starts[column];
    }

    /** The place behind the current row's cell. */
    int end(int column) {
        return ends[column];
    }

    /** Whether two parts of the file have the same bytes. */
    boolean areEqual(int start, int end, int otherStart, int otherEnd) {
        return Arrays.equals(bytes, start, end, bytes, otherStart, otherEnd);
    }

    /** The number in a cell that has only digits, not more than so many, of which the first is not 0; else 0. */
    long number(int column, int mostDigits) {
        int start = column < 0 ? 0 : starts[column];
        int end = column < 0 ? 0 : ends[column];
        if (end == start || end - start > mostDigits || bytes[start] == '0') {
            return 0;
        }
        long number = 0;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    private String text(int start, int end) {
        if (!isAscii) {
            for (int i = start; i < end; i++) {
                if (bytes[i] < 0) {
                    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
                }
            }
        }
        return texts.ascii(bytes, start, end);
    }
}
