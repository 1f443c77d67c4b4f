package org.pfocr.rdf.sets.index;

import java.util.Arrays;

/** A list of longs that grows. Not thread-safe. */
final class LongList {
    private static final int FIRST_ROOM = 1 << 4;

    private long[] values = new long[FIRST_ROOM];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    long get(int at) {
        return values[at];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }
}
