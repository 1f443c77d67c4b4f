package org.pfocr.rdf.sets.index;

import java.util.Arrays;

/** Numbers different longs in the order in which they come. Not thread-safe. */
final class LongNumbers {
    private static final int FIRST_SLOTS = 1 << 10;

    private long[] values = new long[FIRST_SLOTS / 2];
    /** For each slot the number of its value and 1; 0 where it is free. */
    private int[] slots = new int[FIRST_SLOTS];

    private int size;

    /** The number of a value, new or not. */
    int number(long value) {
        int slot = slot(value);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
            slots = new int[2 * slots.length];
            for (int i = 0; i < size; i++) {
                slots[slot(values[i])] = i + 1;
            }
            slot = slot(value);
        }
        values[size++] = value;
        slots[slot] = size;
        return size - 1;
    }

    private int slot(long value) {
        int mask = slots.length - 1;
        int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (slots[slot] != 0 && values[slots[slot] - 1] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    int size() {
        return size;
    }

    /** The value with a number. */
    long value(int number) {
        return values[number];
    }
}
