package org.pfocr.rdf.store.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.store.layout.TermBytes;

/**
 * The terms of a store that is being loaded, each with a small number in the order of their coming, and TDB2's file of
 * terms, which grows with it. A term is known by its hash, as in TDB2's own node table.
 *
 * <p>The hashes stand in a table of open addressing in which a hash's first bits are its place, so that the table from its
 * beginning to its end is nearly in the order that TDB2's index of the terms needs. 20 to 40 bytes of memory for each term,
 * and 8 for its place in the file. Not thread-safe.
 */
final class TermDictionary implements AutoCloseable {
    static final String INDEX = "nodes";
    private static final String DATA = "nodes-data.obj";
    private static final String DATA_STATE = "nodes-data.bdf";

    /** Entries at the end of the table for those that find no place before; they are not met at its beginning. */
    private static final int OVERFLOW = 4096;

    private static final int FREE = -1;
    private static final int BUFFER = 1 << 20;

    private final Path folder;
    private final OutputStream data;
    private final TermBytes bytes = new TermBytes();

    private int bits = 16;
    private long[] hashes = new long[2 * size(bits)];
    private int[] numbers = freeNumbers(size(bits));

    /** Place in the file of each term, which is its TDB2 node id. */
    private long[] places = new long[1 << 16];

    private int terms;
    private long length;

    TermDictionary(Path folder) throws IOException {
        this.folder = folder;
        this.data = new BufferedOutputStream(Files.newOutputStream(folder.resolve(DATA)), BUFFER);
    }

    private static int size(int bits) {
        return (1 << bits) + OVERFLOW;
    }

    private static int[] freeNumbers(int size) {
        int[] numbers = new int[size];
        Arrays.fill(numbers, FREE);
        return numbers;
    }

    /**
     * The number of a term, which is given one and written to the file when it comes for the first time.
     *
     * @param term asked for the term with this place when it comes for the first time
     */
    int number(long high, long low, IntFunction<Node> term, int place) throws IOException {
        int at = (int) (high >>> (64 - bits));
        while (at < numbers.length && numbers[at] != FREE) {
            if (hashes[2 * at] == high && hashes[2 * at + 1] == low) {
                return numbers[at];
            }
            at++;
        }
        if (at == numbers.length || terms >= (numbers.length - OVERFLOW) / 4 * 3) {
            grow();
            return number(high, low, term, place);
        }
        hashes[2 * at] = high;
        hashes[2 * at + 1] = low;
        numbers[at] = terms;
        if (terms == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[terms] = length;
        byte[] written = bytes.write(term.apply(place));
        data.write(written);
        length += written.length;
        return terms++;
    }

    private void grow() throws IOException {
        if (bits == 28) {
            throw new IOException("more than " + terms + " different terms; this store holds no more");
        }
        long[] oldHashes = hashes;
        int[] oldNumbers = numbers;
        bits++;
        hashes = new long[2 * size(bits)];
        numbers = freeNumbers(size(bits));
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != FREE) {
                int at = (int) (oldHashes[2 * i] >>> (64 - bits));
                while (at < numbers.length && numbers[at] != FREE) {
                    at++;
                }
                if (at == numbers.length) { // Somebody has made thousands of texts whose hashes begin alike.
                    throw new IOException("too many terms whose MD5 hashes begin with the same bits");
                }
                hashes[2 * at] = oldHashes[2 * i];
                hashes[2 * at + 1] = oldHashes[2 * i + 1];
                numbers[at] = oldNumbers[i];
            }
        }
    }

    int size() {
        return terms;
    }

    /** TDB2's node ids by the terms' numbers, in ascending order; may be longer than there are terms. */
    long[] places() {
        return places;
    }

    /** Ends the file of terms and writes TDB2's index of it. The table is given up; the places stay. */
    void finish() throws IOException {
        data.close();
        try (FileChannel state =
                FileChannel.open(folder.resolve(DATA_STATE), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            state.write(
                    ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(length)
                            .putLong(0)
                            .flip(),
                    0);
        }
        if (terms == 0) {
            return;
        }
        try (TreeWriter index = new TreeWriter(folder, INDEX, 2, 1)) {
            int start = 0;
            while (start < numbers.length) {
                if (numbers[start] == FREE) {
                    start++;
                    continue;
                }
                int end = start;
                while (end < numbers.length && numbers[end] != FREE) {
                    end++;
                }
                sort(start, end);
                for (int i = start; i < end; i++) {
                    long[] record = index.buffer();
                    int at = index.at();
                    record[at] = hashes[2 * i];
                    record[at + 1] = hashes[2 * i + 1];
                    record[at + 2] = places[numbers[i]];
                    index.add();
                }
                start = end;
            }
            index.finish();
        }
        hashes = new long[0];
        numbers = new int[0];
    }

    /** Sorts a run of entries without a gap by insertion: each is near its place, and runs are short. */
    private void sort(int start, int end) {
        for (int i = start + 1; i < end; i++) {
            long high = hashes[2 * i];
            long low = hashes[2 * i + 1];
            int number = numbers[i];
            int at = i;
            while (at > start && isLess(high, low, hashes[2 * at - 2], hashes[2 * at - 1])) {
                hashes[2 * at] = hashes[2 * at - 2];
                hashes[2 * at + 1] = hashes[2 * at - 1];
                numbers[at] = numbers[at - 1];
                at--;
            }
            hashes[2 * at] = high;
            hashes[2 * at + 1] = low;
            numbers[at] = number;
        }
    }

    private static boolean isLess(long high, long low, long otherHigh, long otherLow) {
        int order = Long.compareUnsigned(high, otherHigh);
        return order < 0 || (order == 0 && Long.compareUnsigned(low, otherLow) < 0);
    }

    @Override
    public void close() throws IOException {
        data.close();
    }
}
