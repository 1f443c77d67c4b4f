package org.pfocr.rdf.read;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.SourceFile;

/** Tables of tab-separated cells without any quoting: a {@code "} is a character. Columns go by name. */
final class Tsv {
    /** The reader wants a quote character; this one cannot occur in text. */
    private static final char NO_QUOTE = '\0';

    private Tsv() {}

    /** One row of a table with a header. Cells are exactly as in the file. */
    static final class Row {
        private final Map<String, Integer> columns;
        private final List<String> cells;
        final int line;

        private Row(Map<String, Integer> columns, CsvRecord record) {
            this.columns = columns;
            this.cells = record.getFields();
            this.line = Math.toIntExact(record.getStartingLineNumber());
        }

        /** The cell, or null where the table has no such column. */
        @Nullable
        String cell(String column) {
            Integer at = columns.get(column);
            return at == null ? null : cells.get(at);
        }
    }

    /** Rows read and rows that were reported instead of given to the consumer. */
    record Count(int rows, int reported) {}

    /**
     * Gives each sound row to the consumer.
     *
     * @param required columns without which the table cannot be used
     */
    static Count read(SourceFile file, List<String> required, List<Problem> problems, Consumer<Row> rows) {
        String text = Utf8.decode(file, problems);
        if (text == null) {
            return new Count(0, 0);
        }
        if (text.indexOf(NO_QUOTE) >= 0) {
            problems.add(new Problem(
                    Kind.BAD_TABLE,
                    file.name(),
                    (int) text.substring(0, text.indexOf(NO_QUOTE)).lines().count(),
                    null,
                    "holds a NUL byte, so no row of the table was read",
                    "restore the file"));
            return new Count(0, 0);
        }
        int read = 0;
        int reported = 0;
        int line = 1;
        try {
            Iterator<CsvRecord> records = records(text);
            Map<String, Integer> columns = new HashMap<>();
            int width = 0;
            if (records.hasNext()) {
                List<String> header = records.next().getFields();
                width = header.size();
                for (int i = 0; i < header.size(); i++) {
                    columns.putIfAbsent(header.get(i).strip(), i);
                }
            }
            List<String> missing =
                    required.stream().filter(c -> !columns.containsKey(c)).toList();
            if (!missing.isEmpty()) {
                problems.add(new Problem(
                        Kind.BAD_TABLE,
                        file.name(),
                        1,
                        String.join(", ", missing),
                        "the header has no such column, so no row of the table was read",
                        "restore the header line; columns are separated by one tab"));
                return new Count(0, 0);
            }
            while (records.hasNext()) {
                CsvRecord record = records.next();
                line = Math.toIntExact(record.getStartingLineNumber());
                read++;
                if (record.getFieldCount() != width) {
                    reported++;
                    problems.add(new Problem(
                            Kind.BAD_ROW,
                            file.name(),
                            line,
                            null,
                            "has " + record.getFieldCount() + " cells where the header has " + width
                                    + ", so the row was left out",
                            "look for a tab or a line break inside a word"));
                } else {
                    rows.accept(new Row(columns, record));
                }
            }
        } catch (CsvParseException e) {
            problems.add(new Problem(
                    Kind.BAD_TABLE,
                    file.name(),
                    line,
                    null,
                    "cannot be read further (" + e.getMessage() + ")",
                    "check the table"));
        }
        return new Count(read, reported);
    }

    /** Records of a table without a header. */
    static Iterator<CsvRecord> records(String text) {
        return CsvReader.builder()
                .fieldSeparator('\t')
                .quoteCharacter(NO_QUOTE) // By default a lone " would swallow the rest of the table.
                .allowExtraFields(true)
                .allowMissingFields(true)
                .skipEmptyLines(true)
                .ofCsvRecord(text)
                .iterator();
    }
}
