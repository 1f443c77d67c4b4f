package org.pfocr.rdf.map;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts texts; made for the many cases with only one. Not thread-safe. */
final class Tally {
    /** The order of Unicode code points, which is that of UTF-8's bytes but not of Java's chars. */
    static final Comparator<String> CODE_POINTS =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private static final String[] NONE = {};
    private static final int[] NO_COUNTS = {};

    /** The first text is not in the arrays: mostly it is the only one, and there are hundreds of thousands of tallies. */
    private @Nullable String first;

    private int firstCount;
    private String[] others = NONE;
    private int[] otherCounts = NO_COUNTS;

    void add(String text) {
        add(text, 1);
    }

    void addAll(Tally other) {
        if (other.first != null) {
            add(other.first, other.firstCount);
        }
        for (int i = 0; i < other.others.length; i++) {
            add(other.others[i], other.otherCounts[i]);
        }
    }

    /** Adds as many of the text. */
    void add(String text, int count) {
        if (first == null || first.equals(text)) {
            first = text;
            firstCount += count;
            return;
        }
        int at = Arrays.asList(others).indexOf(text);
        if (at >= 0) {
            otherCounts[at] += count;
            return;
        }
        others = Arrays.copyOf(others, others.length + 1);
        otherCounts = Arrays.copyOf(otherCounts, others.length);
        others[others.length - 1] = text;
        otherCounts[others.length - 1] = count;
    }

    int count(String text) {
        if (text.equals(first)) {
            return firstCount;
        }
        int at = Arrays.asList(others).indexOf(text);
        return at < 0 ? 0 : otherCounts[at];
    }

    /** The texts, most frequent first; ties by code point. */
    List<String> byFrequency() {
        List<String> sorted = new ArrayList<>();
        if (first != null) {
            sorted.add(first);
            sorted.addAll(Arrays.asList(others));
        }
        sorted.sort(Comparator.comparingInt((String text) -> -count(text)).thenComparing(CODE_POINTS));
        return sorted;
    }
}
