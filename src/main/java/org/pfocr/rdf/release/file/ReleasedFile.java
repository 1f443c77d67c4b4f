package org.pfocr.rdf.release.file;

/**
 * A file of a release that is whole.
 *
 * @param name its name, without folder
 * @param sha256 in hex digits
 * @param facts what is in it
 */
public record ReleasedFile(String name, long bytes, String sha256, Facts facts) {

    /** What sort of file it is, for those who list files. */
    public enum Sort {
        /** The whole data set as RDF. */
        DUMP,
        /** RDF about some of the subjects. */
        PART,
        GENE_SETS,
        TABLE,
        CHANGES,
        /** About the release. */
        DESCRIPTION
    }

    /**
     * What is in a file.
     *
     * @param mediaType of the file when it is unpacked
     * @param title what it is, for people
     * @param triples number of triples; 0 where it is not RDF
     * @param rows number of rows or sets; 0 where it has none
     */
    public record Facts(Sort sort, String mediaType, String title, long triples, long rows) {}

    public Packing packing() {
        return Packing.ofFileName(name);
    }
}
