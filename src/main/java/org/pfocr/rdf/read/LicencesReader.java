package org.pfocr.rdf.read;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;

/**
 * Reads PMC's open-access list {@code oa_file_list.csv} (PMC, "Open Access Subset"): columns Accession ID and License.
 * Stateless.
 */
public final class LicencesReader {
    private static final String PMCID = "Accession ID";
    private static final String LICENCE = "License";

    private LicencesReader() {}

    /**
     * Returns the licences of the wanted papers by PMC id, as the table writes them.
     *
     * @param name the table's name, for problems
     */
    public static Map<String, String> read(String name, InputStream in, Set<String> wanted, Consumer<Problem> problems)
            throws IOException {
        Map<String, String> licences = new HashMap<>();
        int line = 1;
        try {
            for (NamedCsvRecord record : CsvReader.builder().ofNamedCsvRecord(in)) {
                line = Math.toIntExact(record.getStartingLineNumber());
                if (!record.getHeader().contains(PMCID) || !record.getHeader().contains(LICENCE)) {
                    break;
                }
                String pmcid = record.getField(PMCID).strip();
                String licence = record.getField(LICENCE).strip();
                if (wanted.contains(pmcid) && !licence.isEmpty()) {
                    licences.put(pmcid, licence);
                }
            }
        } catch (CsvParseException e) {
            problems.accept(new Problem(
                    Kind.BAD_TABLE,
                    name,
                    line,
                    null,
                    "cannot be read further (" + e.getMessage() + ")",
                    "check the table"));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (licences.isEmpty() && !wanted.isEmpty()) {
            problems.accept(new Problem(
                    Kind.BAD_TABLE,
                    name,
                    1,
                    PMCID,
                    "the table names none of the papers of the output",
                    "give PMC's oa_file_list.csv, with its columns Accession ID and License"));
        }
        return licences;
    }
}
