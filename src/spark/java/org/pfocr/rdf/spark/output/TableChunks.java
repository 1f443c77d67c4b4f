package org.pfocr.rdf.spark.output;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gathers the rows of a table in chunks: each cell its length and its text in UTF-8. Not thread-safe. */
public final class TableChunks {
    private static final int BYTES_OF_CHUNK = 1 << 19;

    private final String table;
    private final Consumer<Chunk> chunks;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private long rows;

    public TableChunks(String table, Consumer<Chunk> chunks) {
        this.table = table;
        this.chunks = chunks;
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column; empty where there is no value
     */
    public void add(List<String> cells) {
        try {
            for (String cell : cells) {
                byte[] text = cell.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Not of an array.
        }
        rows++;
        if (bytes.size() >= BYTES_OF_CHUNK) {
            flush();
        }
    }

    /** Gives the last rows. */
    public void flush() {
        if (rows > 0) {
            chunks.accept(new Chunk(table, Packing.NONE.kept(bytes.toByteArray(), bytes.size()), rows, bytes.size()));
            bytes.reset();
            rows = 0;
        }
    }

    /** The rows of a chunk. */
    static void read(Chunk chunk, int columns, Consumer<List<String>> rows) throws IOException {
        byte[] all;
        try (var in = Packing.NONE.unpacked(chunk.packed())) {
            all = in.readAllBytes();
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(all));
        for (long row = 0; row < chunk.count(); row++) {
            List<String> cells = new ArrayList<>(columns);
            for (int i = 0; i < columns; i++) {
                byte[] text = in.readNBytes(in.readInt());
                cells.add(new String(text, StandardCharsets.UTF_8));
            }
            rows.accept(cells);
        }
    }
}
