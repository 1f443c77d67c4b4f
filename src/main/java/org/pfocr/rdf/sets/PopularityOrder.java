package org.pfocr.rdf.sets;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The rows of an enrichment by their p of popularity, as far as somebody asks. That p takes microseconds, and a list of famous
 * genes has tens of thousands of rows, so it is computed for those only that may come next: of rows with one size and overlap
 * it is least where the odds are least, and where the overlap is no more than is to be expected it is not small at all. For
 * one thread.
 */
final class PopularityOrder {
    private static final int ROWS_PER_LOOK = 1 << 10;

    /** A bound where the overlap is a gene below the mean or more: there p is above a third. */
    private static final double LOG_LIKELY = Math.log(0.1);

    private final Rows rows;
    private final Popularity popularity;
    private final Runnable look;
    private final double[] logOdds;
    /** By size and overlap, the first row; by row, the next one with the same. Negative for none. */
    private final int[][] first;

    private final int[] next;

    private final PriorityQueue<Candidate> candidates =
            new PriorityQueue<>(Comparator.comparingDouble(Candidate::logP).thenComparingInt(Candidate::row));
    private final int[] ranked;
    private int count;

    /** What is to be ordered. */
    interface Rows {
        int size();

        int figureSize(int row);

        int overlap(int row);

        double logPopularityP(int row);
    }

    /**
     * What may come next.
     *
     * @param logP its ln p, or a bound of what the rows with a size and an overlap have
     * @param row negative for a bound
     * @param alike the rows with its size and overlap in their order, and the row's place among them
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Candidate(double logP, int row, int size, int overlap, int[] alike, int place) {}

    /** @param look called now and then; may throw */
    PopularityOrder(Rows rows, Popularity popularity, double[] logOdds, int largest, Runnable look) {
        this.rows = rows;
        this.popularity = popularity;
        this.look = look;
        this.logOdds = logOdds;
        int all = rows.size();
        int[] highest = new int[largest + 1];
        for (int row = 0; row < all; row++) {
            int size = rows.figureSize(row);
            highest[size] = Math.max(highest[size], rows.overlap(row));
        }
        first = new int[largest + 1][];
        for (int size = 0; size <= largest; size++) {
            first[size] = new int[highest[size] + 1];
            Arrays.fill(first[size], -1);
        }
        next = new int[all];
        for (int row = all - 1; row >= 0; row--) {
            int[] ofSize = first[rows.figureSize(row)];
            next[row] = ofSize[rows.overlap(row)];
            ofSize[rows.overlap(row)] = row;
        }
        ranked = new int[all];
        for (int size = 0; size <= largest; size++) {
            for (int overlap = 1; overlap <= highest[size]; overlap++) {
                addBound(size, overlap);
            }
            look.run();
        }
    }

    /** The row with a rank, from 0. */
    int row(int rank) {
        while (count <= rank) {
            Candidate best = candidates.remove();
            if (best.row < 0) {
                addRow(best.size, best.overlap, inOrder(best.size, best.overlap), 0);
            } else {
                if (count % ROWS_PER_LOOK == 0) {
                    look.run();
                }
                ranked[count++] = best.row;
                addRow(best.size, best.overlap, best.alike, best.place + 1);
            }
        }
        return ranked[rank];
    }

    /** A bound for the rows of a size and an overlap. */
    private void addBound(int size, int overlap) {
        if (first[size][overlap] < 0) {
            return;
        }
        double least = Double.POSITIVE_INFINITY;
        for (int row = first[size][overlap]; row >= 0; row = next[row]) {
            least = Math.min(least, logOdds[row]);
        }
        double bound =
                popularity.isExpected(overlap + 1, size, least) ? LOG_LIKELY : popularity.logP(overlap, size, least);
        candidates.add(new Candidate(bound, -1, size, overlap, new int[0], 0));
    }

    private void addRow(int size, int overlap, int[] alike, int place) {
        if (place < alike.length) {
            int row = alike[place];
            candidates.add(new Candidate(rows.logPopularityP(row), row, size, overlap, alike, place));
        }
    }

    /** The rows of a size and an overlap: their p grows with their odds. */
    private int[] inOrder(int size, int overlap) {
        int count = 0;
        for (int row = first[size][overlap]; row >= 0; row = next[row]) {
            count++;
        }
        Integer[] alike = new Integer[count];
        for (int row = first[size][overlap]; row >= 0; row = next[row]) {
            alike[--count] = row;
        }
        Arrays.sort(
                alike, Comparator.<Integer>comparingDouble(row -> logOdds[row]).thenComparingInt(Integer::intValue));
        return Arrays.stream(alike).mapToInt(Integer::intValue).toArray();
    }
}
