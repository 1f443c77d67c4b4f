package org.pfocr.rdf.release;

import java.io.IOException;
import java.util.List;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.vocab.TripleBatch;

/** Gives each batch to several sinks. They are completed and closed by those who made them. */
record TeeSink(List<Sink> sinks) implements Sink {
    TeeSink {
        sinks = List.copyOf(sinks);
    }

    @Override
    public Prepared prepare(Node graph, TripleBatch triples) {
        List<Prepared> all =
                sinks.stream().map(sink -> sink.prepare(graph, triples)).toList();
        return () -> {
            for (Prepared prepared : all) {
                prepared.write();
            }
        };
    }

    @Override
    public boolean keepsGraphs() {
        return true;
    }

    @Override
    public void commit() {
        // See above.
    }

    @Override
    public void close() throws IOException {
        for (Sink sink : sinks) {
            sink.close();
        }
    }
}
