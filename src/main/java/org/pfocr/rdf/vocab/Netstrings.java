package org.pfocr.rdf.vocab;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first 64 bits of the SHA-256 of texts as netstrings (D. J. Bernstein, "Netstrings", 1997), so that no two lists of texts
 * have one encoding. There are several texts for each row of the database. For one thread.
 */
final class Netstrings {
    private static final ThreadLocal<Netstrings> OF_THREAD = ThreadLocal.withInitial(Netstrings::new);

    private static final int HASH_BYTES = 32;
    private static final int MAX_KEPT = 1 << 16;

    private final MessageDigest sha256;
    private byte[] bytes = new byte[256];
    private int length;

    private Netstrings() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The hash of texts; an absent one is an empty one. Thread-safe. */
    static long hash(@Nullable String... parts) {
        Netstrings netstrings = OF_THREAD.get();
        for (String part : parts) {
            netstrings.add(part == null ? "" : part);
        }
        return netstrings.hash();
    }

    private void add(String text) {
        int start = length;
        size(text.length());
        if (!ascii(text)) {
            length = start;
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            size(utf8.length);
            ensure(utf8.length);
            System.arraycopy(utf8, 0, bytes, length, utf8.length);
            length += utf8.length;
        }
        bytes[length++] = ',';
    }

    private void size(int size) {
        if (size < 100) { // Nearly all; to make a text of the number takes longer.
            ensure(3);
            if (size >= 10) {
                bytes[length++] = (byte) ('0' + size / 10);
            }
            bytes[length++] = (byte) ('0' + size % 10);
        } else {
            ascii(Integer.toString(size));
        }
        bytes[length++] = ':';
    }

    /** Appends the text and leaves room for a mark; false, with nothing appended, where it is not all ASCII. */
    private boolean ascii(String text) {
        int size = text.length();
        ensure(size);
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            bytes[length + i] = (byte) c;
        }
        length += size;
        return true;
    }

    private void ensure(int more) {
        if (length + more >= bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more));
        }
    }

    /** The first 64 bits of the hash of what was added; afterwards nothing is. */
    private long hash() {
        sha256.update(bytes, 0, length);
        length = 0;
        if (bytes.length > MAX_KEPT) {
            bytes = new byte[256];
        }
        ensure(HASH_BYTES);
        try {
            sha256.digest(bytes, 0, HASH_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("there is room for it", e);
        }
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = (first << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return first;
    }
}
