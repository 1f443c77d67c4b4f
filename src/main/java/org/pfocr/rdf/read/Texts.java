package org.pfocr.rdf.read;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes texts from bytes. A short text that was met a moment ago is the same object again: field names, symbols and ids
 * of genes and organisms repeat, and an object that repeats has its hash code and costs no memory. Not thread-safe.
 */
final class Texts {
    /** Few enough that they stay in the processor's own memory. A power of two. */
    private static final int SLOTS = 1 << 10;
    /** Bytes of a text that is kept. */
    private static final int MAX_KEPT = 32;

    private static final ThreadLocal<Texts> OF_THREAD = ThreadLocal.withInitial(Texts::new);

    private final int[] hashes = new int[SLOTS];
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
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int slot = (hash ^ hash >>> 10) & (SLOTS - 1);
        String known = kept[slot];
        if (known != null && hashes[slot] == hash && isText(known, bytes, from, length)) {
            return known;
        }
        String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        hashes[slot] = hash;
        kept[slot] = text;
        return text;
    }

    private static boolean isText(String text, byte[] bytes, int from, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
