package org.pfocr.rdf.store.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.build.TreeWriter;
import org.pfocr.rdf.store.layout.TreeFiles;

/**
 * Reads a B+tree of TDB2 that nobody changes any more. TDB2's own reader takes a lock and makes an object for each block
 * and each record, since a writer may be at work; this one looks into the files' pages where they lie in memory.
 * Thread-safe; a {@link Cursor} is for one thread. Search, seek and cursor share the place of a record in its page, so they
 * are one class.
 */
public final class TreeReader {
    /** Files are mapped in parts of this size; a block never lies in two. */
    private static final long PART = 1L << 30;

    private static final int BLOCKS_PER_PART = (int) (PART / TreeFiles.BLOCK);

    private final int keyLongs;
    private final int recordBytes;
    private final int childrenOffset;
    private final ByteBuffer[] leaves;
    private final ByteBuffer[] branches;
    private final int root;
    private final long leafBlocks;

    public TreeReader(Path folder, String name, int keyLongs, int valueLongs) throws IOException {
        TreeFiles files = TreeFiles.of(folder, name);
        this.keyLongs = keyLongs;
        this.recordBytes = (keyLongs + valueLongs) * Long.BYTES;
        this.childrenOffset = TreeFiles.childrenOffset(recordBytes);
        this.leaves = mapped(files.leaves());
        this.branches = mapped(files.branches());
        ByteBuffer state = ByteBuffer.allocate(3 * Long.BYTES);
        try (FileChannel channel = FileChannel.open(files.state())) {
            channel.read(state);
        }
        if (state.hasRemaining()) {
            throw new IOException(files.state() + ": is damaged; load the store again");
        }
        this.root = (int) state.getLong(0);
        this.leafBlocks = state.getLong(2 * Long.BYTES);
    }

    /** Maps a file for reading, part by part. */
    static ByteBuffer[] mapped(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer[] parts = new ByteBuffer[(int) ((channel.size() + PART - 1) / PART)];
            for (int i = 0; i < parts.length; i++) {
                parts[i] =
                        channel.map(FileChannel.MapMode.READ_ONLY, i * PART, Math.min(PART, channel.size() - i * PART));
            }
            return parts;
        }
    }

    private static ByteBuffer part(ByteBuffer[] parts, int block) {
        return parts[block / BLOCKS_PER_PART];
    }

    private static int offset(int block) {
        return block % BLOCKS_PER_PART * TreeFiles.BLOCK;
    }

    boolean isEmpty() {
        return !all().next();
    }

    /** About how many records there are: all leaves but the last two are full. */
    long size() {
        return leafBlocks * TreeFiles.leafCapacity(recordBytes);
    }

    Cursor all() {
        return range(new long[0], 0);
    }

    /** The records that begin with the first so many longs of a key. */
    public Cursor range(long[] prefix, int length) {
        return new Cursor(prefix, length);
    }

    /**
     * How many records begin with a prefix, found by their places alone: in a tree that {@link TreeWriter} made, leaves
     * stand in order, and all but the last two are full.
     */
    public long count(long[] prefix, int length) {
        return place(prefix, length, true) - place(prefix, length, false);
    }

    /** Takes a prefix and the number of records that begin with it. */
    public interface Counted {
        void prefix(long[] prefix, long count);
    }

    /**
     * Finds the different values of one long behind a prefix, each with the number of its records, without looking at all
     * of them.
     *
     * @param prefix gets each value behind its first so many longs in turn
     */
    public void distinct(long[] prefix, int length, Counted found) {
        Cursor cursor = range(prefix, length);
        boolean more = cursor.next();
        while (more) {
            prefix[length] = cursor.get(length);
            found.prefix(prefix, cursor.skipValue());
            more = cursor.at < cursor.end;
        }
    }

    /** How many records are lower than a prefix; with {@code after}, lower or beginning with it. */
    private long place(long[] prefix, int length, boolean after) {
        int block = leaf(prefix, length, after);
        ByteBuffer leaf = part(leaves, block);
        int start = offset(block);
        int at = bound(leaf, start + TreeFiles.LEAF_HEADER, recordBytes, leaf.getInt(start), prefix, length, after);
        long capacity = TreeFiles.leafCapacity(recordBytes);
        if (block == 0 || block < leafBlocks - 1) {
            return block * capacity + at;
        }
        int beforeLast = block - 1;
        return beforeLast * capacity + part(leaves, beforeLast).getInt(offset(beforeLast)) + at;
    }

    /** The leaf in which the first record that is not lower than a prefix stands, if there is such a record. */
    private int leaf(long[] prefix, int length, boolean after) {
        int block = root;
        while (true) {
            ByteBuffer branch = part(branches, block);
            int start = offset(block);
            int header = branch.getInt(start);
            int count = header & TreeFiles.COUNT_MASK;
            int child =
                    bound(branch, start + TreeFiles.BRANCH_HEADER, keyLongs * Long.BYTES, count, prefix, length, after);
            block = branch.getInt(start + childrenOffset + child * Integer.BYTES);
            if (header >>> 24 == TreeFiles.OVER_LEAVES) {
                return block;
            }
        }
    }

    /** Place of the first key or record that is not lower than the prefix; with {@code after}, that is higher. */
    private static int bound(
            ByteBuffer buffer, int start, int stride, int count, long[] prefix, int length, boolean after) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = compare(buffer, start + middle * stride, prefix, length);
            if (order < 0 || (after && order == 0)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Compares a key's first longs with the prefix. */
    private static int compare(ByteBuffer buffer, int at, long[] prefix, int length) {
        for (int i = 0; i < length; i++) {
            int order = Long.compareUnsigned(buffer.getLong(at + i * Long.BYTES), prefix[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Goes over records in their order; call {@link #next} before the first. */
    public final class Cursor {
        private final long[] prefix;
        private final int length;
        private ByteBuffer leaf;
        /** The leaf's first record. */
        private int start;
        /** Number of the leaf's records. */
        private int count;

        private int at;
        /** End of the records of this leaf that are in the range. */
        private int end;

        private int nextLeaf;
        /** The record before, where somebody asks for it. */
        private long @Nullable [] before;

        private Cursor(long[] prefix, int length) {
            this.prefix = prefix;
            this.length = length;
            int block = leaf(prefix, length, false);
            this.leaf = part(leaves, block);
            load(block);
            enter(bound(leaf, start, recordBytes, count, prefix, length, false));
        }

        /**
         * Goes before the first record of the range anew, after the prefix's longs were changed. The next range is often
         * in the leaf of the last, which spares the way from the root.
         */
        public void again() {
            before = null;
            boolean isHere = count > 0
                    && compare(leaf, start, prefix, length) < 0
                    && compare(leaf, start + (count - 1) * recordBytes, prefix, length) >= 0;
            if (!isHere) {
                load(leaf(prefix, length, false));
            }
            enter(bound(leaf, start, recordBytes, count, prefix, length, false));
        }

        private void load(int block) {
            leaf = part(leaves, block);
            start = offset(block) + TreeFiles.LEAF_HEADER;
            count = leaf.getInt(start - TreeFiles.LEAF_HEADER);
        }

        /** @param first of the leaf's records that is in the range, if it is lower than the count */
        private void enter(int first) {
            at = start + (first - 1) * recordBytes;
            int last = count;
            nextLeaf = leaf.getInt(start - TreeFiles.LEAF_HEADER + Integer.BYTES);
            if (length > 0 && count > 0 && compare(leaf, start + (count - 1) * recordBytes, prefix, length) > 0) {
                nextLeaf = TreeFiles.NO_LEAF; // The range ends in this leaf.
                // Most ranges are short: the end is looked for in steps that double.
                int low = first;
                int step = 1;
                while (low + step < count
                        && compare(leaf, start + (low + step - 1) * recordBytes, prefix, length) == 0) {
                    low += step;
                    step *= 2;
                }
                int high = Math.min(low + step, count);
                last = low + bound(leaf, start + low * recordBytes, recordBytes, high - low, prefix, length, true);
            }
            end = start + last * recordBytes;
        }

        /** Goes to the next record; says whether there is one. */
        public boolean next() {
            at += recordBytes;
            while (at >= end) {
                if (nextLeaf == TreeFiles.NO_LEAF) {
                    at = end;
                    return false;
                }
                load(nextLeaf);
                enter(0);
                at += recordBytes;
            }
            return true;
        }

        /**
         * Goes to the first record with another value behind the prefix, if there is one in the range; says how many
         * had this one's.
         */
        private long skipValue() {
            int offset = length * Long.BYTES;
            long value = leaf.getLong(at + offset);
            long count = 0;
            while (leaf.getLong(end - recordBytes + offset) == value) { // All the rest of the leaf.
                count += (end - at) / recordBytes;
                at = end;
                if (nextLeaf == TreeFiles.NO_LEAF) {
                    return count;
                }
                load(nextLeaf);
                enter(0);
                at += recordBytes;
                if (at >= end || leaf.getLong(at + offset) != value) {
                    return count;
                }
            }
            do {
                count++;
                at += recordBytes;
            } while (leaf.getLong(at + offset) == value);
            return count;
        }

        /** Whether the record before, if it is in the range, is the same but for its last long. */
        public boolean isSameButLast() {
            boolean isSame = before != null;
            if (before == null) {
                before = new long[keyLongs - 1];
            }
            for (int i = before.length - 1; i >= 0; i--) {
                isSame = isSame && before[i] == get(i);
                before[i] = get(i);
            }
            return isSame;
        }

        /** A long of the record. */
        public long get(int index) {
            return leaf.getLong(at + index * Long.BYTES);
        }
    }
}
