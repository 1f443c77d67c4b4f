package org.pfocr.rdf.sets.query;

import org.apache.jena.graph.Node;

/** Rows of values that were found, each value made when it is asked for. */
interface Found {
    int size();

    Node value(int row, int column);
}
