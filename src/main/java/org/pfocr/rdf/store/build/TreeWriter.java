package org.pfocr.rdf.store.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.pfocr.rdf.store.layout.TreeFiles;

/**
 * Writes a B+tree of TDB2 from records in ascending order, full block after full block. Inserting the records one by one
 * would move each of them several times and slow down as the tree outgrows the memory. Not thread-safe.
 */
public final class TreeWriter implements AutoCloseable {
    private static final int BUFFERED_BLOCKS = 256;

    private final TreeFiles files;
    private final int keyLongs;
    private final int recordLongs;
    private final int leafCapacity;
    private final FileChannel leaves;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFERED_BLOCKS * TreeFiles.BLOCK);

    /** Two leaves' records: the last ones are shared out when the end has come. */
    private final long[] pending;

    private int pendingRecords;
    private int leafBlocks;
    private long records;

    /** The highest key of each leaf. */
    private long[] highKeys = new long[1024];

    /** Replaces the files of the tree, if there are any. */
    TreeWriter(Path folder, String name, int keyLongs, int valueLongs) throws IOException {
        this.files = TreeFiles.of(folder, name);
        this.keyLongs = keyLongs;
        this.recordLongs = keyLongs + valueLongs;
        this.leafCapacity = TreeFiles.leafCapacity(recordLongs * Long.BYTES);
        this.pending = new long[2 * leafCapacity * recordLongs];
        this.leaves = open(files.leaves());
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    /** Where the next record's longs go; {@link #add} follows. */
    long[] buffer() {
        return pending;
    }

    int at() {
        return pendingRecords * recordLongs;
    }

    /** Takes the record whose longs were put into the buffer; its key must be higher than all before. */
    void add() throws IOException {
        records++;
        if (++pendingRecords == 2 * leafCapacity) {
            leaf(leafCapacity, false);
        }
    }

    /** Writes the first pending records as a leaf. */
    private void leaf(int count, boolean last) throws IOException {
        if (out.remaining() < TreeFiles.BLOCK) {
            flush(leaves);
        }
        int start = out.position();
        out.putInt(count);
        out.putInt(last ? TreeFiles.NO_LEAF : leafBlocks + 1);
        int longs = count * recordLongs;
        out.asLongBuffer().put(pending, 0, longs);
        fill(start, start + TreeFiles.LEAF_HEADER + longs * Long.BYTES);
        if ((leafBlocks + 1) * keyLongs > highKeys.length) {
            highKeys = Arrays.copyOf(highKeys, 2 * highKeys.length);
        }
        System.arraycopy(pending, longs - recordLongs, highKeys, leafBlocks * keyLongs, keyLongs);
        leafBlocks++;
        pendingRecords -= count;
        System.arraycopy(pending, longs, pending, 0, pendingRecords * recordLongs);
    }

    /** Zeros from the end of a block's content to the block's end. */
    private void fill(int start, int contentEnd) {
        for (int i = contentEnd; i < start + TreeFiles.BLOCK; i++) {
            out.put(i, (byte) 0);
        }
        out.position(start + TreeFiles.BLOCK);
    }

    private void flush(FileChannel channel) throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    /**
     * Writes what is left and the branches.
     *
     * @return the number of records
     */
    long finish() throws IOException {
        if (pendingRecords > leafCapacity) { // A last leaf that is nearly empty would be no legal one.
            leaf((pendingRecords + 1) / 2, false);
        }
        if (pendingRecords > 0 || leafBlocks == 0) {
            if (records == 0) {
                throw new IllegalStateException("an empty tree is made by TDB2 itself");
            }
            leaf(pendingRecords, true);
        }
        flush(leaves);
        int branchBlocks = branches();
        try (FileChannel state = open(files.state())) {
            ByteBuffer longs = ByteBuffer.allocate(3 * Long.BYTES);
            longs.putLong(0).putLong(branchBlocks).putLong(leafBlocks).flip();
            state.write(longs);
        }
        return records;
    }

    /** Writes level over level; each level's children are shared out evenly. Says how many blocks there are. */
    private int branches() throws IOException {
        int maxChildren = TreeFiles.maxChildren(recordLongs * Long.BYTES);
        try (FileChannel channel = open(files.branches())) {
            out.position(TreeFiles.BLOCK); // The root's place; it is the last to be known.
            int nextBlock = 1;
            int children = leafBlocks;
            int firstChild = 0;
            int type = TreeFiles.OVER_LEAVES;
            while (children > maxChildren) {
                int branches = (children + maxChildren - 1) / maxChildren;
                int done = 0;
                for (int i = 0; i < branches; i++) {
                    int upTo = (int) ((long) children * (i + 1) / branches);
                    if (out.remaining() < TreeFiles.BLOCK) {
                        flush(channel);
                    }
                    branch(type, firstChild + done, done, upTo - done);
                    System.arraycopy(highKeys, (upTo - 1) * keyLongs, highKeys, i * keyLongs, keyLongs);
                    done = upTo;
                }
                firstChild = nextBlock;
                nextBlock += branches;
                children = branches;
                type = TreeFiles.OVER_BRANCHES;
            }
            flush(channel);
            branch(type, firstChild, 0, children);
            out.flip();
            channel.write(out, 0);
            out.clear();
            return nextBlock;
        }
    }

    /**
     * @param firstChild block of the first child
     * @param firstKey place of the first child's highest key
     */
    private void branch(int type, int firstChild, int firstKey, int children) {
        int start = out.position();
        out.putInt(type << 24 | (children - 1));
        for (int i = 0; i < (children - 1) * keyLongs; i++) {
            out.putLong(highKeys[firstKey * keyLongs + i]);
        }
        int pointers = start + TreeFiles.childrenOffset(recordLongs * Long.BYTES);
        for (int i = out.position(); i < pointers; i++) {
            out.put(i, (byte) 0);
        }
        out.position(pointers);
        for (int i = 0; i < children; i++) {
            out.putInt(firstChild + i);
        }
        fill(start, out.position());
    }

    @Override
    public void close() throws IOException {
        leaves.close();
    }
}
