package org.pfocr.rdf.serve.api;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.jena.atlas.json.JsonObject;

/**
 * An answer of a route, as JSON and as a table of the rows that a spreadsheet wants.
 *
 * @param columns names of the table's columns
 * @param rows values in the order of the columns; an empty text where there is none
 */
public record Reply(JsonObject json, List<String> columns, List<List<String>> rows) {
    /** The table as tab-separated values; tabs and ends of lines in a value become blanks, as a table has no escapes. */
    String tsv() {
        StringBuilder out = new StringBuilder(line(columns));
        rows.forEach(row -> out.append(line(row)));
        return out.toString();
    }

    private static String line(List<String> values) {
        return values.stream()
                .map(value -> value.replaceAll("[\\t\\r\\n]+", " "))
                .collect(Collectors.joining("\t", "", "\n"));
    }
}
