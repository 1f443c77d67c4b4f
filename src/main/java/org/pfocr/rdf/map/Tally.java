package org.pfocr.rdf.map;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Counts texts; made for the many cases with only one. Not thread-safe. */
final class Tally {
    /** The order of Unicode code points, which is that of UTF-8's bytes but not of Java's chars. */
    static final Comparator<String> CODE_POINTS =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private String[] texts = {};
    private int[] counts = {};

    void add(String text) {
        for (int i = 0; i < texts.length; i++) {
            if (texts[i].equals(text)) {
                counts[i]++;
                return;
            }
        }
        texts = Arrays.copyOf(texts, texts.length + 1);
        counts = Arrays.copyOf(counts, counts.length + 1);
        texts[texts.length - 1] = text;
        counts[counts.length - 1] = 1;
    }

    int count(String text) {
        int at = Arrays.asList(texts).indexOf(text);
        return at < 0 ? 0 : counts[at];
    }

    /** The texts, most frequent first; ties by code point. */
    List<String> byFrequency() {
        List<String> sorted = new ArrayList<>(Arrays.asList(texts));
        sorted.sort(Comparator.comparingInt((String text) -> -count(text)).thenComparing(CODE_POINTS));
        return sorted;
    }
}
