package org.pfocr.rdf.store.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The quads of a store that is being loaded, as rows of numbers in a temporary file: subject, object, and the pair of graph
 * and property, of which there are few. {@link QuadSorter} makes TDB2's indexes of them.
 *
 * <p>A number from 0 on is that of a term in the dictionary; a negative one stands for a value that TDB2 keeps in the node
 * id itself. Not thread-safe, but for {@link #read} once all rows are in.
 */
final class QuadRows implements AutoCloseable {
    private static final int ROW_BYTES = 3 * Integer.BYTES;
    private static final int BUFFERED_ROWS = 1 << 15;

    /** A graph and a property, as numbers. */
    record Pair(int graph, int property) {}

    /** Takes the rows as they are read. */
    interface Reader {
        void row(int subject, int object, int pair) throws IOException;
    }

    private final FileChannel file;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFERED_ROWS * ROW_BYTES);
    private final List<Pair> pairs = new ArrayList<>();
    private final Map<Pair, Integer> numbersOfPairs = new HashMap<>();
    private final Map<Long, Integer> values = new HashMap<>();
    private long rows;

    /** @param path of a file that does not exist; it is gone once this is closed */
    QuadRows(Path path) throws IOException {
        this.file = FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** The number that stands for a value. */
    int valueNumber(long nodeId) {
        return values.computeIfAbsent(nodeId, id -> -1 - values.size());
    }

    int pairNumber(int graph, int property) {
        Pair pair = new Pair(graph, property);
        Integer known = numbersOfPairs.get(pair);
        if (known != null) {
            return known;
        }
        pairs.add(pair);
        numbersOfPairs.put(pair, pairs.size() - 1);
        return pairs.size() - 1;
    }

    void add(int subject, int object, int pair) throws IOException {
        buffer.putInt(subject).putInt(object).putInt(pair);
        rows++;
        if (!buffer.hasRemaining()) {
            flush();
        }
    }

    /** Call when all rows are in. */
    void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    long size() {
        return rows;
    }

    List<Pair> pairs() {
        return pairs;
    }

    /** Node ids of the values in ascending order, as TDB2 compares them. */
    long[] sortedValues() {
        long[] sorted = values.keySet().stream()
                .mapToLong(id -> id ^ Long.MIN_VALUE)
                .sorted()
                .toArray();
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] ^= Long.MIN_VALUE;
        }
        return sorted;
    }

    /** For each value, at the place that its number turned over has, its place among the sorted ones. */
    int[] placesOfValues(long[] sorted) {
        int[] places = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            places[-1 - Objects.requireNonNull(values.get(sorted[i]))] = i;
        }
        return places;
    }

    void read(Reader reader) throws IOException {
        ByteBuffer part = ByteBuffer.allocateDirect(BUFFERED_ROWS * ROW_BYTES);
        for (long at = 0; at < rows * ROW_BYTES; at += part.limit()) {
            part.clear();
            part.limit((int) Math.min(part.capacity(), rows * ROW_BYTES - at));
            while (part.hasRemaining()) {
                if (file.read(part, at + part.position()) < 0) {
                    throw new IOException("the temporary file of the load was cut short");
                }
            }
            for (int i = 0; i < part.limit(); i += ROW_BYTES) {
                reader.row(part.getInt(i), part.getInt(i + 4), part.getInt(i + 8));
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
