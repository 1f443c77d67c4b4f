package org.pfocr.rdf.read;

/** The YAML of a page cannot be read. */
class BadYaml extends Exception {
    private static final long serialVersionUID = 1L;

    /** Line of the file, from 1. */
    final int line;

    BadYaml(int line, String message) {
        super(message);
        this.line = line;
    }
}
