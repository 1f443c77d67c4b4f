package org.pfocr.rdf.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.SourceFile;

/** Reads {@code wpid_map.tsv} and {@code ndex_map.tsv}: FIGID, tab, id; no header. Stateless. */
public final class IdMapReader {
    /** An id for a figure, and where it was read. */
    public record MappedId(String id, String file, int line) implements Serializable {}

    private IdMapReader() {}

    /** WikiPathways ids by FIGID. */
    public static Map<String, List<MappedId>> wikiPathways(List<SourceFile> files, List<Problem> problems) {
        return read(files, Ids.WIKIPATHWAYS, "a WikiPathways id such as WP5283", problems);
    }

    /** NDEx network UUIDs by FIGID. */
    public static Map<String, List<MappedId>> ndex(List<SourceFile> files, List<Problem> problems) {
        return read(files, Ids.UUID, "an NDEx network UUID", problems);
    }

    private static Map<String, List<MappedId>> read(
            List<SourceFile> files, Pattern pattern, String meaning, List<Problem> problems) {
        Map<String, List<MappedId>> ids = new HashMap<>();
        for (SourceFile file : files) {
            Tsv table = Tsv.withoutHeader(file, problems);
            while (table != null && table.next()) {
                String figid = table.cell(0);
                int line = table.line();
                if (table.width() != 2 || figid == null || figid.isEmpty()) {
                    problems.add(new Problem(
                            Kind.BAD_ROW,
                            file.name(),
                            line,
                            null,
                            "is not a FIGID, a tab and an id, so the row was left out",
                            "correct the row"));
                    continue;
                }
                String id = Sentinels.valueOrNull(table.cell(1));
                if (id == null) {
                    continue;
                }
                if (pattern.matcher(id).matches()) {
                    ids.computeIfAbsent(figid, key -> new ArrayList<>()).add(new MappedId(id, file.name(), line));
                } else {
                    problems.add(new Problem(
                            Kind.BAD_VALUE,
                            file.name(),
                            line,
                            figid,
                            Problem.quote(id) + " is not " + meaning + ", so it was left out",
                            "correct it"));
                }
            }
        }
        return ids;
    }
}
