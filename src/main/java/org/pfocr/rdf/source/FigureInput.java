package org.pfocr.rdf.source;

/** A figure to be read, wherever it is. */
public interface FigureInput {
    /** The figure's file as problems name it. */
    String name();

    /** Reads the figure file and its tables; a file that cannot be read becomes a problem, not an exception. */
    Opened open();
}
