package org.pfocr.rdf.answer;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.graph.GraphWrapper;
import org.apache.jena.util.iterator.ExtendedIterator;

/**
 * A graph with a step before each thing that is found in it. ARQ follows a property path from one node to its end before it
 * gives the first row, and does not look whether the query was cancelled meanwhile. For one thread.
 */
final class PacedGraph extends GraphWrapper {
    private final Pace pace;

    PacedGraph(Graph graph, Pace pace) {
        super(graph);
        this.pace = pace;
    }

    @Override
    public ExtendedIterator<Triple> find(Triple pattern) {
        return paced(super.find(pattern));
    }

    @Override
    public ExtendedIterator<Triple> find(Node subject, Node property, Node object) {
        return paced(super.find(subject, property, object));
    }

    private ExtendedIterator<Triple> paced(ExtendedIterator<Triple> found) {
        pace.step();
        return found.mapWith(triple -> {
            pace.step();
            return triple;
        });
    }

    @Override
    public boolean contains(Node subject, Node property, Node object) {
        pace.step();
        return super.contains(subject, property, object);
    }
}
