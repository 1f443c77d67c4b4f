package org.pfocr.rdf.spark;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.sink.DumpEncoding;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.count.CountShare;
import org.pfocr.rdf.sink.count.PartCounts;
import org.pfocr.rdf.vocab.HashKey;
import org.pfocr.rdf.vocab.TripleBatch;

/** Makes lines of the batches of a task and, where they belong to the data, counts them. Not thread-safe. */
final class Writing {
    /** Bytes that are packed together: enough to be packed well, and little beside what a figure needs. */
    private static final int BYTES_OF_PIECE = 1 << 20;

    private final DumpEncoding encoding;
    private final Packing packing;
    private final PartCounts counts;
    private final Consumer<Piece> pieces;
    private final int shares;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_OF_PIECE);
    private long lines;

    /** @param pieces gets them as they are ready */
    Writing(DumpFormat format, Packing packing, HashKey key, int shares, boolean isOfFigures, Consumer<Piece> pieces) {
        // What Jelly is made of is kept as lines with their graphs.
        this.encoding = Objects.requireNonNull(DumpEncoding.of(format.hasGraphs() ? DumpFormat.NQ : DumpFormat.NT));
        this.packing = packing;
        this.counts = new PartCounts(key, isOfFigures);
        this.shares = shares;
        this.pieces = pieces;
    }

    /** The lines of a batch, to be given to {@link #add}. */
    byte[] encoded(Node graph, TripleBatch triples) {
        return encoding.encoder().encode(graph, triples);
    }

    /** Adds a batch of the data. */
    void add(byte[] encoded, TripleBatch triples) {
        counts.add(triples);
        addUncounted(encoded, triples.size());
    }

    /** Adds a batch that does not belong to what is described. */
    void addUncounted(byte[] encoded, int triples) {
        bytes.writeBytes(encoded);
        lines += triples;
        if (bytes.size() >= BYTES_OF_PIECE) {
            flush();
        }
    }

    private void flush() {
        if (bytes.size() > 0) {
            byte[] all = bytes.toByteArray();
            pieces.accept(new Piece.Lines(packing.kept(all, all.length), lines, all.length));
            bytes.reset();
            lines = 0;
        }
    }

    /** Gives the last lines and the counts. */
    void finish() {
        flush();
        pieces.accept(new Piece.Sums(counts.sums()));
        List<CountShare> all = counts.shares(shares);
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isEmpty()) {
                pieces.accept(new Piece.Share(i, all.get(i)));
            }
        }
    }
}
