package org.pfocr.rdf.release;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;

/**
 * What all descriptions of a release say.
 *
 * @param version such as {@code 2026-11-22}
 * @param date of the data, {@code yyyy-mm-dd} or {@code yyyy}; null where they name none
 * @param previous version of the release before; null where there is none, or it is not known
 * @param dataset what a dump says of the data set
 */
record About(
        String version, @Nullable String date, @Nullable String previous, List<Triple> dataset) {
    static final String TITLE = "Pathway Figure OCR (PFOCR)";
    static final String DESCRIPTION =
            "Pathway figures of published papers, with the genes, chemicals and diseases that optical character"
                    + " recognition found in them, as RDF, tables and gene sets.";
    static final String CITATION = "https://doi.org/10.1186/s13059-020-02181-2";
    /** A date without its day. */
    private static final int YEAR = 4;

    About {
        dataset = List.copyOf(dataset);
    }

    static About of(String version, @Nullable String previous, List<Triple> dataset) {
        Node release = Iris.datasetVersion(version);
        String date = dataset.stream()
                .filter(triple -> triple.getSubject().equals(release)
                        && triple.getPredicate().equals(Terms.DCTERMS_ISSUED))
                .map(triple -> triple.getObject().getLiteralLexicalForm())
                .findFirst()
                .orElse(null);
        return new About(version, date, previous, dataset);
    }

    /** The day of the data; null where only their year is known. */
    @Nullable
    String day() {
        return date == null || date.length() == YEAR ? null : date;
    }

    String release() {
        return name(version);
    }

    /** The name that those of a version's files begin with. */
    static String name(String version) {
        return "pfocr-" + version;
    }
}
