package org.pfocr.rdf.examples;

/** A parameter of a query that is not known, or a value that does not fit it. */
public final class BadParameter extends Exception {
    private static final long serialVersionUID = 1;

    BadParameter(String message) {
        super(message);
    }
}
