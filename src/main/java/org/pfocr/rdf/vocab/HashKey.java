package org.pfocr.rdf.vocab;

import java.io.Serializable;
import java.security.SecureRandom;

/**
 * What a hash of a term depends on beside the term; secret, so that nobody can make texts whose hashes meet. Machines that
 * share a key have the same hashes.
 *
 * @param multiplier odd
 */
public record HashKey(long seed, long multiplier) implements Serializable {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new key. */
    public static HashKey secret() {
        return new HashKey(RANDOM.nextLong(), RANDOM.nextLong() | 1);
    }
}
