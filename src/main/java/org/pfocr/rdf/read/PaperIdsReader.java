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
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.PaperIds;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;

/** Reads NCBI's {@code PMC-ids.csv} (PMC, "PMC Article Datasets"): columns PMCID, PMID and DOI. Stateless. */
public final class PaperIdsReader {
    private static final String PMCID = "PMCID";

    private PaperIdsReader() {}

    /**
     * Returns the ids of the wanted papers by PMC id.
     *
     * @param name the table's name, for problems
     */
    public static Map<String, PaperIds> read(
            String name, InputStream in, Set<String> wanted, Consumer<Problem> problems) throws IOException {
        Map<String, PaperIds> ids = new HashMap<>();
        int line = 1;
        try {
            for (NamedCsvRecord record : CsvReader.builder().ofNamedCsvRecord(in)) {
                line = Math.toIntExact(record.getStartingLineNumber());
                String pmcid = cell(record, PMCID);
                if (pmcid == null) {
                    if (!record.getHeader().contains(PMCID)) {
                        break;
                    }
                    continue;
                }
                if (wanted.contains(pmcid)) {
                    String pmid = cell(record, "PMID");
                    String doi = cell(record, "DOI");
                    ids.put(
                            pmcid,
                            new PaperIds(
                                    pmid != null && Ids.isEntrez(pmid) ? pmid : null,
                                    doi != null && Ids.DOI.matcher(doi).matches() ? doi : null));
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
        if (ids.isEmpty() && !wanted.isEmpty()) {
            problems.accept(new Problem(
                    Kind.BAD_TABLE,
                    name,
                    1,
                    PMCID,
                    "the table names none of the papers of the output",
                    "give NCBI's PMC-ids.csv, with its columns PMCID, PMID and DOI"));
        }
        return ids;
    }

    private static @Nullable String cell(NamedCsvRecord record, String column) {
        String text =
                record.getHeader().contains(column) ? record.getField(column).strip() : "";
        return text.isEmpty() || text.equals("0") ? null : text;
    }
}
