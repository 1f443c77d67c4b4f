package org.pfocr.rdf.sets.index;

import java.util.Locale;

/** What a name of a gene is worth, best first, and the key under which it is found. */
public enum GeneName {
    /** The gene's label: its approved or official symbol, or the one seen most. */
    SYMBOL,
    /** Another symbol that was seen for it. */
    OTHER_SYMBOL,
    /** An alias or a previous symbol by which it was found in a figure. */
    ALIAS,
    /** A family or complex to which it belongs. */
    FAMILY;

    /** Bits of a kind behind a gene's number. */
    public static final int BITS = 2;

    public static final int MASK = (1 << BITS) - 1;

    /** The name without case. */
    public static String folded(String name) {
        return name.strip().toUpperCase(Locale.ROOT);
    }

    /** A hash of a name without case: 64 bits of FNV-1a over its characters, then mixed, above or equal 0. */
    public static long hash(String folded) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < folded.length(); i++) {
            hash = (hash ^ folded.charAt(i)) * 0x100000001B3L;
        }
        hash ^= hash >>> 32;
        return (hash * 0x9E3779B97F4A7C15L) >>> 1;
    }
}
