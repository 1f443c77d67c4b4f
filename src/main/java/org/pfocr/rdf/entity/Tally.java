package org.pfocr.rdf.entity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts texts. Not thread-safe. */
final class Tally {
    /** The order of Unicode code points, which is that of UTF-8's bytes but not of Java's chars. */
    static final Comparator<String> CODE_POINTS =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final Map<String, Long> counts = new HashMap<>();

    /** Adds as many of the text; none where it is null. */
    void add(@Nullable String text, long count) {
        if (text != null) {
            counts.merge(text, count, Long::sum);
        }
    }

    long count(String text) {
        return counts.getOrDefault(text, 0L);
    }

    /** The texts, most frequent first; ties by code point. */
    List<String> byFrequency() {
        List<String> sorted = new ArrayList<>(counts.keySet());
        sorted.sort(Comparator.comparingLong((String text) -> -count(text)).thenComparing(CODE_POINTS));
        return sorted;
    }
}
