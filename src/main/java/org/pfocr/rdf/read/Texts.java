package org.pfocr.rdf.read;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts from bytes. A short text that was met a moment ago is the same object again: field names, symbols and ids
 * of genes and organisms repeat, and an object that repeats has its hash code and costs no memory. Not thread-safe.
 */
final class Texts {
    /** Few enough that they stay in the processor's own memory. */
    private static final int SLOT_BITS = 10;

    private static final int SLOTS = 1 << SLOT_BITS;
    /** Longs that hold the bytes of a kept text. */
    private static final int WORDS = 4;
    /** Bytes of a text that is kept. */
    private static final int MAX_KEPT = WORDS * Long.BYTES;

    private static final ThreadLocal<Texts> OF_THREAD = ThreadLocal.withInitial(Texts::new);

    /** The bytes of the kept texts, with zeros behind them. */
    private final long[] words = new long[SLOTS * WORDS];

    /** Their lengths, here too so that a text itself need not be fetched from memory. */
    private final byte[] lengths = new byte[SLOTS];

    private final @Nullable String[] kept = new String[SLOTS];

    private Texts() {}

    static Texts ofThread() {
        return OF_THREAD.get();
    }

    /** The text of these bytes, which are all ASCII. */
    String ascii(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > MAX_KEPT) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        // Eight bytes at a time, since a million texts are looked up in each second.
        long first = word(bytes, from, to);
        long second = length > Long.BYTES ? word(bytes, from + Long.BYTES, to) : 0;
        long third = length > 2 * Long.BYTES ? word(bytes, from + 2 * Long.BYTES, to) : 0;
        long fourth = length > 3 * Long.BYTES ? word(bytes, from + 3 * Long.BYTES, to) : 0;
        long hash = (first + length) * 0x9E3779B97F4A7C15L + second;
        hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L + third;
        hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L + fourth;
        hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> (Long.SIZE - SLOT_BITS));
        int place = slot * WORDS;
        String known = kept[slot];
        if (known != null
                && lengths[slot] == length
                && words[place] == first
                && words[place + 1] == second
                && words[place + 2] == third
                && words[place + 3] == fourth) {
            return known;
        }
        String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        words[place] = first;
        words[place + 1] = second;
        words[place + 2] = third;
        words[place + 3] = fourth;
        lengths[slot] = (byte) length;
        kept[slot] = text;
        return text;
    }

    /** Up to eight bytes as a number, without those behind the end. */
    private static long word(byte[] bytes, int from, int to) {
        int length = to - from;
        if (from + Long.BYTES <= bytes.length) {
            long word = EightBytes.at(bytes, from);
            return length >= Long.BYTES ? word : word & ~(-1L << (Byte.SIZE * length));
        }
        long word = 0;
        for (int i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
            word = (word << Byte.SIZE) | bytes[from + i];
        }
        return word;
    }
}
