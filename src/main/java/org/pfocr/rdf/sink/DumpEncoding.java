package org.pfocr.rdf.sink;

import java.nio.charset.StandardCharsets;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * A syntax without a state: a document is the bytes of its batches with something before, between and behind them, so that
 * batches become bytes on any thread. Immutable.
 *
 * @param before begins a document
 * @param between stands between two batches that are not empty
 * @param after ends a document
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record DumpEncoding(byte[] before, byte[] between, byte[] after, Encoder encoder) {

    /** Makes bytes of a batch. Thread-safe. */
    @FunctionalInterface
    public interface Encoder {
        /**
         * The bytes of a batch.
         *
         * @param graph ignored by a syntax without graphs
         */
        byte[] encode(Node graph, TripleBatch triples);
    }

    /** The encoding of a format; null where it has a state. */
    public static @Nullable DumpEncoding of(DumpFormat format) {
        return switch (format) {
            case NT -> encoding("", "", "", (graph, triples) -> NTriplesEncoder.lines(triples, null));
            case NQ -> encoding("", "", "", (graph, triples) -> NTriplesEncoder.lines(triples, graph));
            case TTL -> encoding(TurtleEncoder.prologue(), "", "", (graph, triples) -> TurtleEncoder.block(triples));
            case TRIG ->
                encoding(TurtleEncoder.prologue(), "", "", (graph, triples) -> TurtleEncoder.block(triples, graph));
            case JSONLD -> encoding("[", ",", "\n]\n", (graph, triples) -> JsonLdStream.objects(triples));
            case RDFXML, JELLY -> null;
        };
    }

    private static DumpEncoding encoding(String before, String between, String after, Encoder encoder) {
        return new DumpEncoding(
                before.getBytes(StandardCharsets.UTF_8),
                between.getBytes(StandardCharsets.UTF_8),
                after.getBytes(StandardCharsets.UTF_8),
                encoder);
    }
}
