package org.pfocr.rdf.sink;

import java.io.IOException;
import java.util.List;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * An end for triples.
 *
 * <p>The costly part of writing a batch can be done on any thread by {@link #prepare}; the batches are then given to
 * {@link Prepared#write} one after the other, in the order of the input, by one thread.
 */
public interface Sink extends AutoCloseable {

    /** A batch that is ready to be written. */
    interface Prepared {
        void write() throws IOException;
    }

    /**
     * Makes a batch ready. Thread-safe.
     *
     * @param graph the graph to which the triples belong; a sink without graphs ignores it
     * @param triples not changed, neither here nor by the caller, and not kept after {@link Prepared#write}
     */
    Prepared prepare(Node graph, TripleBatch triples);

    /** Says whether the sink keeps the graph of a triple. */
    boolean keepsGraphs();

    /** Media types of the forms in which others get the output; none where that is not known. */
    default List<String> mediaTypes() {
        return List.of();
    }

    /** Where others get the whole output, for a sink that is served; null for a file, which may be put anywhere. */
    default @Nullable Node address(Node graph) {
        return null;
    }

    /** Completes the output and makes it visible under its name. Without this, {@link #close} discards it. */
    void commit() throws IOException;

    /** Releases what the sink holds; discards the output unless it was committed. */
    @Override
    void close() throws IOException;
}
