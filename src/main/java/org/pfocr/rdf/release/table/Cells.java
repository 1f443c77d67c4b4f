package org.pfocr.rdf.release.table;

import java.util.List;
import java.util.Map;
import org.pfocr.rdf.text.PercentEscapes;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Pfocr;

/**
 * Cells of tab-separated values. A cell with a tab, an end of line or a quote stands in quotes, and its quotes are doubled, as
 * in RFC 4180: what reads tables by default reads it so. Stateless.
 */
final class Cells {
    private static final String PAGE = ".html";
    /** What an IRI begins with, and its id then. */
    private static final Map<String, String> IDS = Map.of(
            Iris.GENES,
            "",
            Iris.paper("").getURI(),
            "",
            Iris.mesh("").getURI(),
            "",
            Iris.taxon("").getURI(),
            "",
            Iris.chebi("").getURI(),
            "CHEBI:",
            Iris.doid("").getURI(),
            "DOID:",
            Iris.wikiPathway("").getURI(),
            "",
            Iris.ensembl("").getURI(),
            "",
            Iris.uniprot("").getURI(),
            "",
            Pfocr.NS,
            "");

    private Cells() {}

    /** Adds a cell and what stands behind it. */
    static void put(StringBuilder row, String text, char end) {
        if (text.indexOf('\t') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            row.append(text);
        } else {
            row.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
        row.append(end);
    }

    /** Adds a row. */
    static void put(StringBuilder table, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            put(table, cells.get(i), i == cells.size() - 1 ? '\n' : '\t');
        }
    }

    /** What people call a thing: its id where it is of a sort that has ids, else its IRI. */
    static String id(String iri) {
        if (iri.startsWith(Iris.FIGURES) && iri.endsWith(PAGE)) {
            String segment = iri.substring(Iris.FIGURES.length(), iri.length() - PAGE.length());
            return PercentEscapes.decoded(segment);
        }
        for (Map.Entry<String, String> known : IDS.entrySet()) {
            if (iri.startsWith(known.getKey())) {
                return known.getValue() + iri.substring(known.getKey().length());
            }
        }
        return iri;
    }
}
