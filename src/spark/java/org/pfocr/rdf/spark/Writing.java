package org.pfocr.rdf.spark;

import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.release.table.Rows;
import org.pfocr.rdf.release.table.Table;
import org.pfocr.rdf.sink.DumpEncoding;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.count.CountShare;
import org.pfocr.rdf.sink.count.PartCounts;
import org.pfocr.rdf.spark.output.Chunk;
import org.pfocr.rdf.spark.output.Packing;
import org.pfocr.rdf.spark.output.TableChunks;
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
    /** By table; none where tables are not wanted. */
    private final Map<Table, TableChunks> tables = new EnumMap<>(Table.class);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(BYTES_OF_PIECE);
    private long lines;

    /** @param pieces gets them as they are ready */
    Writing(Settings settings, boolean isOfFigures, Consumer<Piece> pieces) {
        DumpFormat format = settings.format;
        // What Jelly is made of is kept as lines with their graphs.
        this.encoding = Objects.requireNonNull(DumpEncoding.of(format.hasGraphs() ? DumpFormat.NQ : DumpFormat.NT));
        this.packing = settings.packing;
        this.counts = new PartCounts(settings.key, isOfFigures);
        this.shares = settings.shares;
        this.pieces = pieces;
        if (settings.hasTables) {
            for (Table table : Table.values()) {
                tables.put(table, new TableChunks(table.toString(), chunk -> pieces.accept(new Piece.Out(chunk))));
            }
        }
    }

    /** The lines of a batch, to be given to {@link #add}. */
    byte[] encoded(Node graph, TripleBatch triples) {
        return encoding.encoder().encode(graph, triples);
    }

    /** Adds a batch of the data. */
    void add(byte[] encoded, TripleBatch triples) {
        counts.add(triples);
        if (!tables.isEmpty()) {
            Rows.each(triples, (table, cells) -> Objects.requireNonNull(tables.get(table))
                    .add(cells));
        }
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
            pieces.accept(new Piece.Out(new Chunk(Chunk.RDF, packing.kept(all, all.length), lines, all.length)));
            bytes.reset();
            lines = 0;
        }
    }

    /** Gives the last lines and the counts. */
    void finish() {
        flush();
        tables.values().forEach(TableChunks::flush);
        pieces.accept(new Piece.Sums(counts.sums()));
        List<CountShare> all = counts.shares(shares);
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).isEmpty()) {
                pieces.accept(new Piece.Share(i, all.get(i)));
            }
        }
    }
}
