package org.pfocr.rdf.read.yaml;

/** The YAML of a page cannot be read. */
public class BadYaml extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    BadYaml(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Line of the file, from 1. */
    public int line() {
        return line;
    }
}
