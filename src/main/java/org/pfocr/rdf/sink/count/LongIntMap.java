package org.pfocr.rdf.sink.count;

import java.io.Serializable;

/** Numbers by 64-bit hashes, in 12 to 24 bytes each; zero for those that are not there. Not thread-safe. */
final class LongIntMap implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int FIRST_SLOTS = 16;

    private long[] keys = new long[FIRST_SLOTS];
    private int[] values = new int[FIRST_SLOTS];
    private int used;
    /** Of the key zero, which marks a free slot. */
    private int ofZero;

    /** Takes each key with its number. */
    interface Entries {
        void accept(long key, int value);
    }

    int get(long key) {
        return key == 0 ? ofZero : values[place(key)];
    }

    /** @param value not zero */
    void put(long key, int value) {
        if (key == 0) {
            ofZero = value;
            return;
        }
        int at = place(key);
        if (keys[at] == 0) {
            keys[at] = key;
            used++;
        }
        values[at] = value;
        if (used * 3L > keys.length * 2L) {
            grow();
        }
    }

    /** Adds to the number of a key. */
    void add(long key, int value) {
        put(key, get(key) + value);
    }

    int size() {
        return used + (ofZero == 0 ? 0 : 1);
    }

    void forEach(Entries entries) {
        if (ofZero != 0) {
            entries.accept(0, ofZero);
        }
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                entries.accept(keys[i], values[i]);
            }
        }
    }

    /** The key's slot, or the free one where it belongs. */
    private int place(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ (key >>> 32)) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[2 * oldKeys.length];
        values = new int[2 * oldKeys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
