package org.pfocr.rdf.read;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.model.HgncGene;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.SourceFile;

/** Reads HGNC's {@code hgnc_complete_set.txt} (genenames.org, "Statistics and download files"). Stateless. */
public final class HgncReader {
    private HgncReader() {}

    /** HGNC's genes by NCBI Gene id; genes without one cannot join and are left out. */
    public static Map<String, HgncGene> read(SourceFile file, List<Problem> problems) {
        Map<String, HgncGene> genes = new HashMap<>();
        Tsv row = Tsv.open(file, List.of("hgnc_id", "symbol", "entrez_id"), problems);
        while (row != null && row.next()) {
            String id = unquoted(row.cell("hgnc_id"));
            String symbol = unquoted(row.cell("symbol"));
            String entrez = unquoted(row.cell("entrez_id"));
            if (id == null || symbol == null || entrez == null) {
                continue;
            }
            String digits = id.startsWith("HGNC:") ? id.substring("HGNC:".length()) : id;
            if (!Ids.isEntrez(entrez) || !Ids.isEntrez(digits)) {
                problems.add(new Problem(
                        Kind.BAD_VALUE,
                        file.name(),
                        row.line(),
                        "hgnc_id, entrez_id",
                        Problem.quote(id) + ", " + Problem.quote(entrez) + " are not two ids, so the row was left out",
                        "download the table again"));
                continue;
            }
            genes.put(
                    entrez,
                    new HgncGene(
                            digits,
                            symbol,
                            unquoted(row.cell("name")),
                            entrez,
                            unquoted(row.cell("ensembl_gene_id")),
                            parts(row.cell("uniprot_ids")),
                            parts(row.cell("alias_symbol")),
                            parts(row.cell("prev_symbol"))));
        }
        return genes;
    }

    private static List<String> parts(@Nullable String cell) {
        String text = unquoted(cell);
        return text == null ? List.of() : Arrays.asList(text.split("\\|"));
    }

    /** HGNC puts quotes around a cell with several values. */
    private static @Nullable String unquoted(@Nullable String cell) {
        String text = cell == null ? "" : cell.strip();
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        return text.isEmpty() ? null : text;
    }
}
