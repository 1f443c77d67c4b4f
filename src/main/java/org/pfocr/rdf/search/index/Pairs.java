package org.pfocr.rdf.search.index;

import java.util.Arrays;

/** Pairs of numbers, in order once they are {@link #sorted}. Not thread-safe until then. */
final class Pairs {
    private static final int HALF = 32;

    private long[] pairs = new long[1 << 10];
    private int size;

    void add(int first, int second) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * size);
        }
        pairs[size++] = (long) first << HALF | second;
    }

    /** Puts the pairs in order, each once. */
    Pairs sorted() {
        Arrays.sort(pairs, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || pairs[kept - 1] != pairs[i]) {
                pairs[kept++] = pairs[i];
            }
        }
        size = kept;
        return this;
    }

    int size() {
        return size;
    }

    int first(int at) {
        return (int) (pairs[at] >>> HALF);
    }

    int second(int at) {
        return (int) pairs[at];
    }

    /** Where the pairs of a first number begin, or would. */
    int start(int first) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (first(middle) < first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The second numbers of a first one. */
    int[] of(int first) {
        int start = start(first);
        int end = start;
        while (end < size && first(end) == first) {
            end++;
        }
        int[] seconds = new int[end - start];
        for (int i = start; i < end; i++) {
            seconds[i - start] = second(i);
        }
        return seconds;
    }
}
