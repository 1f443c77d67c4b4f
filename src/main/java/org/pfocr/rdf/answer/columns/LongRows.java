package org.pfocr.rdf.answer.columns;

import java.util.Arrays;

/** Distinct rows of longs, numbered in the order of their coming. Not thread-safe. */
public final class LongRows {
    private static final int FIRST_ROWS = 32;

    private final int width;
    private final Memory memory;
    private long[] rows;
    /** One more than the number of the row; 0 where there is none. */
    private int[] slots = new int[64];

    private int size;

    /**
     * @param width longs of a row; may be 0
     * @param memory of the query
     */
    public LongRows(int width, Memory memory) {
        this.width = width;
        this.memory = memory;
        this.rows = new long[FIRST_ROWS * Math.max(1, width)];
    }

    /** The number of a row, which is added where it is not there yet. */
    public int number(long[] row) {
        int at = slot(row);
        if (slots[at] != 0) {
            return slots[at] - 1;
        }
        if ((size + 1) * width > rows.length) {
            memory.take(rows.length);
            rows = Arrays.copyOf(rows, Math.multiplyExact(2, rows.length));
        }
        System.arraycopy(row, 0, rows, size * width, width);
        slots[at] = ++size;
        if (size * 3L > slots.length * 2L) {
            grow();
        }
        return size - 1;
    }

    /** Where a row is, or where it would be. */
    private int slot(long[] row) {
        int mask = slots.length - 1;
        int at = hash(row, 0) & mask;
        while (slots[at] != 0 && !Arrays.equals(row, 0, width, rows, (slots[at] - 1) * width, slots[at] * width)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Forgets all rows; takes as long as they are many. */
    public void clear() {
        int mask = slots.length - 1;
        for (int i = size; i > 0; i--) { // The last one ends the chain in which it is.
            int at = hash(rows, (i - 1) * width) & mask;
            while (slots[at] != i) {
                at = (at + 1) & mask;
            }
            slots[at] = 0;
        }
        size = 0;
    }

    private int hash(long[] from, int start) {
        long hash = width;
        for (int i = start; i < start + width; i++) {
            hash = (hash ^ from[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    private void grow() {
        memory.take(slots.length / 2);
        int[] larger = new int[Math.multiplyExact(2, slots.length)];
        int mask = larger.length - 1;
        for (int i = 0; i < size; i++) {
            int at = hash(rows, i * width) & mask;
            while (larger[at] != 0) {
                at = (at + 1) & mask;
            }
            larger[at] = i + 1;
        }
        slots = larger;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** A long of the row with a number. */
    public long get(int number, int column) {
        return rows[number * width + column];
    }
}
