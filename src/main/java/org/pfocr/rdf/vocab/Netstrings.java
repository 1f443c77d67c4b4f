package org.pfocr.rdf.vocab;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * The first 64 bits of the SHA-256 of texts as netstrings (D. J. Bernstein, "Netstrings", 1997), so that no two lists of texts
 * have one encoding.
 */
final class Netstrings {
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    });

    private Netstrings() {}

    /** The hash of texts; an absent one is an empty one. Thread-safe. */
    static long hash(@Nullable String... parts) {
        MessageDigest sha256 = SHA_256.get();
        for (String part : parts) {
            byte[] utf8 = (part == null ? "" : part).getBytes(StandardCharsets.UTF_8);
            sha256.update((utf8.length + ":").getBytes(StandardCharsets.UTF_8));
            sha256.update(utf8);
            sha256.update((byte) ',');
        }
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }
}
