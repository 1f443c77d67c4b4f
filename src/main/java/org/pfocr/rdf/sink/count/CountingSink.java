package org.pfocr.rdf.sink.count;

import java.io.IOException;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.vocab.TripleBatch;

/** Counts what passes to another sink. The counting of a batch runs where the batch is prepared. */
public final class CountingSink implements Sink {
    private final Sink sink;
    private final GraphCounts counts = new GraphCounts();

    public CountingSink(Sink sink) {
        this.sink = sink;
    }

    /** The counts of all batches written so far, whatever their graph. */
    public GraphCounts counts() {
        return counts;
    }

    @Override
    public boolean keepsGraphs() {
        return sink.keepsGraphs();
    }

    @Override
    public Prepared prepare(Node graph, TripleBatch triples) {
        Prepared prepared = sink.prepare(graph, triples);
        BatchCounts batch = GraphCounts.of(triples);
        return () -> {
            prepared.write();
            counts.add(batch);
        };
    }

    @Override
    public void commit() throws IOException {
        sink.commit();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
