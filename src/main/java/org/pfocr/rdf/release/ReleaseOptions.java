package org.pfocr.rdf.release;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to make a release.
 *
 * @param folder where to
 * @param previous the folder of the release before, for the difference; null for none
 * @param overwrite whether a release in the folder is replaced
 * @param minSize gene sets with fewer genes are left out
 * @param partBytes length of a part of a dump before it is packed
 * @param threads that compress
 * @param fingerprint tells inputs and options apart, so that a run continues only what is its own
 */
public record ReleaseOptions(
        Path folder,
        @Nullable Path previous,
        boolean overwrite,
        int minSize,
        long partBytes,
        int threads,
        String fingerprint) {}
