package org.pfocr.rdf.read;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.SourceFile;

/**
 * A cursor over the rows of a table of tab-separated cells without any quoting: a {@code "} is a character. Columns go by
 * name; lines without a character are no rows. A row ends with a line feed, a carriage return, or both.
 */
final class Tsv {
    /** More than any table has: the source bounds the size of files. */
    private static final int UNBOUNDED = Integer.MAX_VALUE / 2;

    private final SourceFile file;
    private final List<Problem> problems;
    private final Iterator<CsvRecord> records;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    /** Cells of each sound row; 0 where there is no header. */
    private int width;

    private @Nullable CsvRecord row;
    private int rows;
    private int reported;

    private Tsv(SourceFile file, String text, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
        this.records = CsvReader.builder()
                .fieldSeparator('\t')
                .quoteCharacter('\0')
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(UNBOUNDED)
                .build(
                        CsvRecordHandler.of(limits -> limits.maxFields(UNBOUNDED)
                                .maxFieldSize(UNBOUNDED)
                                .maxRecordSize(UNBOUNDED)),
                        text)
                .iterator();
    }

    /**
     * Opens a table with a header; the first row is the one after it.
     *
     * @param required columns without which the table cannot be used
     * @return null after adding a problem where the table cannot be used
     */
    static @Nullable Tsv open(SourceFile file, List<String> required, List<Problem> problems) {
        Tsv table = withoutHeader(file, problems);
        if (table == null) {
            return null;
        }
        if (table.records.hasNext()) {
            List<String> names = table.records.next().getFields();
            table.width = names.size();
            for (int i = 0; i < names.size(); i++) {
                table.columns.putIfAbsent(names.get(i).strip(), i);
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
        String text = Utf8.decode(file, problems);
        if (text == null) {
            return null;
        }
        return new Tsv(file, text, problems);
    }

    /** Goes to the next row that has as many cells as the header; reports those on the way that have not. */
    boolean next() {
        while (records.hasNext()) {
            row = records.next();
            rows++;
            if (width == 0 || width() == width) {
                return true;
            }
            reported++;
            problems.add(new Problem(
                    Kind.BAD_ROW,
                    file.name(),
                    line(),
                    null,
                    "has " + width() + " cells where the header has " + width + ", so the row was left out",
                    "look for a tab or a line break inside a word"));
        }
        return false;
    }

    private CsvRecord row() {
        if (row == null) {
            throw new NoSuchElementException("no row is read yet");
        }
        return row;
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
        return Math.toIntExact(row().getStartingLineNumber());
    }

    /** Cells of the current row. */
    int width() {
        return row().getFieldCount();
    }

    /** Names of the columns, in their order. */
    Set<String> columns() {
        return columns.keySet();
    }

    /** Whether the table has a column of the name. */
    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** The current row's cell, exactly as in the file; null where the table has no such column. */
    @Nullable
    String cell(String column) {
        Integer at = columns.get(column);
        return at == null ? null : cell(at);
    }

    /** Like {@link #cell(String)}, by the column's place from 0. */
    String cell(int column) {
        return row().getField(column);
    }
}
