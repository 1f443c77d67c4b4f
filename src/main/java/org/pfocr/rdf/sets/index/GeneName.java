package org.pfocr.rdf.sets.index;

import java.util.List;
import java.util.Locale;

/** What a name of a gene is worth, best first, and the key under which it is found. */
public enum GeneName {
    /** The gene's label: its approved or official symbol, or the one seen most. */
    SYMBOL(0),
    /** Another symbol that was seen for it. */
    OTHER_SYMBOL(1),
    /** An alias or a previous symbol by which it was found in a figure. */
    ALIAS(2),
    /** A family or complex to which it belongs. */
    FAMILY(3);

    /** Bits of a kind behind a gene's number. */
    public static final int BITS = 2;

    public static final int MASK = (1 << BITS) - 1;

    private static final List<GeneName> BY_NUMBER = List.of(SYMBOL, OTHER_SYMBOL, ALIAS, FAMILY);

    private final int number;

    GeneName(int number) {
        this.number = number;
    }

    /** The number that stands for it in the index's file. */
    public int number() {
        return number;
    }

    static GeneName of(int number) {
        return BY_NUMBER.get(number);
    }

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
