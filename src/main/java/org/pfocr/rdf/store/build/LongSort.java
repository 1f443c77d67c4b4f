package org.pfocr.rdf.store.build;

import java.util.Arrays;

/** Sorts many numbers by their digits, least digit first, which takes the same time whatever their order. */
final class LongSort {
    private static final int DIGIT_BITS = 11;

    private LongSort() {}

    /**
     * Sorts numbers that have no more than so many bits, as unsigned ones.
     *
     * @param spare of at least the same length; its content is lost
     * @return the one of the two arrays that has the sorted numbers
     */
    static long[] sort(long[] numbers, int count, int bits, long[] spare) {
        long[] from = numbers;
        long[] to = spare;
        int[] places = new int[1 << DIGIT_BITS];
        int mask = places.length - 1;
        for (int shift = 0; shift < bits; shift += DIGIT_BITS) {
            Arrays.fill(places, 0);
            for (int i = 0; i < count; i++) {
                places[(int) (from[i] >>> shift) & mask]++;
            }
            int sum = 0;
            for (int i = 0; i < places.length; i++) {
                int digits = places[i];
                places[i] = sum;
                sum += digits;
            }
            for (int i = 0; i < count; i++) {
                long number = from[i];
                to[places[(int) (number >>> shift) & mask]++] = number;
            }
            long[] sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }
}
