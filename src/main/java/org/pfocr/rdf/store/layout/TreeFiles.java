package org.pfocr.rdf.store.layout;

import java.nio.file.Path;

/**
 * The files of a B+tree of TDB2 and the layout of their blocks, as Jena 5.6.0 has them (org.apache.jena.dboe.trans.bplustree,
 * classes BPlusTreeParams and BPTreeNodeMgr, and org.apache.jena.dboe.base.recordbuffer, class RecordBufferPage).
 *
 * <p>All numbers are big-endian, so that records, compared as bytes, are in the order of their longs as unsigned numbers.
 *
 * <pre>
 * NAME.dat  leaves: number of records, block of the next leaf or -1, records in order
 * NAME.idn  branches: type and number of keys, keys (the highest of each child but the last), blocks of the children;
 *           the root is block 0
 * NAME.bpt  block of the root, number of branches, number of leaves
 * </pre>
 */
public record TreeFiles(Path leaves, Path branches, Path state) {
    public static final int BLOCK = 8192;

    public static final int LEAF_HEADER = 2 * Integer.BYTES;
    public static final int NO_LEAF = -1;

    public static final int BRANCH_HEADER = Integer.BYTES;
    /** Branches whose children are branches, and branches whose children are leaves. */
    public static final int OVER_BRANCHES = 6;

    public static final int OVER_LEAVES = 7;
    public static final int COUNT_MASK = 0xFFFFFF;

    public static TreeFiles of(Path folder, String name) {
        return new TreeFiles(
                folder.resolve(name + ".dat"), folder.resolve(name + ".idn"), folder.resolve(name + ".bpt"));
    }

    /** Records that a leaf holds. */
    public static int leafCapacity(int recordBytes) {
        return (BLOCK - LEAF_HEADER) / recordBytes;
    }

    /** Children that a branch holds; always even. */
    public static int maxChildren(int recordBytes) {
        int keys = (BLOCK - BRANCH_HEADER - recordBytes) / (recordBytes + Integer.BYTES);
        return (keys + 1) / 2 * 2;
    }

    /** Where in a branch the blocks of its children begin; room is kept for whole records, though keys may be shorter. */
    public static int childrenOffset(int recordBytes) {
        return BRANCH_HEADER + (maxChildren(recordBytes) - 1) * recordBytes;
    }
}
