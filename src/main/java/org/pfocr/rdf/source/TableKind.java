package org.pfocr.rdf.source;

/** The side tables that a generation 2 figure can have in {@code _data}. */
public enum TableKind {
    GENES("-genes.tsv"),
    CHEMICALS("-chemicals.tsv"),
    DISEASES("-diseases.tsv");

    private final String suffix;

    TableKind(String suffix) {
        this.suffix = suffix;
    }

    /** What follows the FIGID in the table's file name. */
    public String suffix() {
        return suffix;
    }
}
