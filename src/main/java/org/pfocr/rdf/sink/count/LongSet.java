package org.pfocr.rdf.sink.count;

import java.io.Serializable;
import java.util.function.LongConsumer;

/** A set of 64-bit numbers in 8 to 16 bytes each, for counting distinct things. Not thread-safe. */
final class LongSet implements Serializable {
    private static final long serialVersionUID = 1L;

    private long[] slots = new long[1024];
    private int used;
    private boolean hasZero;

    void add(long value) {
        if (value == 0) { // Zero marks a free slot.
            hasZero = true;
            return;
        }
        if (insert(slots, value)) {
            used++;
            if (used * 3L > slots.length * 2L) {
                grow();
            }
        }
    }

    /** Takes each number. */
    void forEach(LongConsumer numbers) {
        if (hasZero) {
            numbers.accept(0);
        }
        for (long slot : slots) {
            if (slot != 0) {
                numbers.accept(slot);
            }
        }
    }

    long size() {
        return (long) used + (hasZero ? 1 : 0);
    }

    private static int place(long[] slots, long value) {
        return (int) (value ^ (value >>> 32)) & (slots.length - 1);
    }

    private static boolean insert(long[] slots, long value) {
        int mask = slots.length - 1;
        int at = place(slots, value);
        while (slots[at] != 0) {
            if (slots[at] == value) {
                return false;
            }
            at = (at + 1) & mask;
        }
        slots[at] = value;
        return true;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long value : slots) {
            if (value != 0) {
                insert(larger, value);
            }
        }
        slots = larger;
    }
}
