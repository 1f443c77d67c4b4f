package org.pfocr.rdf.sets;

/** What was asked for cannot be computed; the message is for the user and says what to change. */
public final class UnusableRequest extends Exception {
    private static final long serialVersionUID = 1L;

    public UnusableRequest(String message) {
        super(message);
    }
}
