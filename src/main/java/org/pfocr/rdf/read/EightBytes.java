package org.pfocr.rdf.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes in one step (H. S. Warren, "Hacker's Delight", section 6-1): nearly all bytes of a file are passed
 * over. What is found is the highest bit of a byte; the first that is found is right, of those behind it some may not be.
 */
final class EightBytes {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private EightBytes() {}

    /** The eight bytes from a place on; the first is the lowest. */
    static long at(byte[] bytes, int place) {
        return (long) LONGS.get(bytes, place);
    }

    /** Finds the bytes that are less than an ASCII character. */
    static long less(long eight, int c) {
        return (eight - c * LOWEST_BITS) & ~eight & HIGHEST_BITS;
    }

    /** Finds the bytes that are an ASCII character. */
    static long equal(long eight, int c) {
        return less(eight ^ c * LOWEST_BITS, 1);
    }

    /** The place among the eight of the first that was found. */
    static int first(long found) {
        return Long.numberOfTrailingZeros(found) / Byte.SIZE;
    }

    static boolean areAscii(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            if ((at(bytes, i) & HIGHEST_BITS) != 0) {
                return false;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
