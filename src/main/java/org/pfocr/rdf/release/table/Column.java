package org.pfocr.rdf.release.table;

import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param type in the words of Frictionless Table Schema: string, integer, number, year
 * @param about what is in it, for people
 * @param property of which the cell has the value; null where the table says how else
 * @param many whether all values are in the cell, with bars between; else it has the first
 */
public record Column(
        String name, String type, String about, @Nullable Node property, boolean many) {
    /** Stands between the values of a cell. */
    static final char BAR = '|';

    static Column of(String name, String type, Node property, String about) {
        return new Column(name, type, about, property, false);
    }

    static Column text(String name, Node property, String about) {
        return of(name, "string", property, about);
    }

    static Column texts(String name, Node property, String about) {
        return new Column(name, "string", about + "; several have | between them", property, true);
    }

    static Column made(String name, String type, String about) {
        return new Column(name, type, about, null, false);
    }
}
