package org.pfocr.rdf.store.read;

import java.util.Arrays;

/** Numbers different node ids in the order in which they come, from 0. Not thread-safe until the last has come. */
public final class IdNumbers {
    private static final int FIRST_SLOTS = 1 << 10;

    private long[] values = new long[FIRST_SLOTS / 2];
    /** For each slot the number of its value and 1; 0 where it is free. */
    private int[] slots = new int[FIRST_SLOTS];

    private int size;

    /** The number of a value, new or not. */
    public int number(long value) {
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

    /** The number of a value that has come; -1 where it has not. */
    public int find(long value) {
        return slots[slot(value)] - 1;
    }

    private int slot(long value) {
        int mask = slots.length - 1;
        int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (slots[slot] != 0 && values[slots[slot] - 1] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The value with a number. */
    public long value(int number) {
        return values[number];
    }
}
