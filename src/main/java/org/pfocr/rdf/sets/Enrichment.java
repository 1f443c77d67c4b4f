package org.pfocr.rdf.sets;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.statistics.FalseDiscovery;
import org.pfocr.rdf.sets.statistics.FisherOdds;
import org.pfocr.rdf.sets.statistics.Hypergeometric;
import org.pfocr.rdf.vocab.Flavour;

/**
 * The figures that share genes with a list. Rows are numbered by p, then by score, then by figure; {@link #ranked} has the
 * order in which to tell of them, by the p of popularity. Each figure whose size is in the
 * range is tested, those that share nothing too. What takes long is computed where it is asked for: odds and the p of
 * popularity. For one thread.
 */
public final class Enrichment {
    private final Overlaps overlaps;
    /** The sets in their order. */
    private final int[] rows;
    /** For each row, the number of its p. */
    private final int[] classes;

    private final double[] logP;
    private final double[] q;
    private final Map<Long, Double> odds = new HashMap<>();
    private @Nullable Popularity popularity;
    /** By row; not a number where it was not asked for yet. */
    private double @Nullable [] logPopularityP;

    private double @Nullable [] logOdds;
    private @Nullable PopularityOrder order;
    private int @Nullable [] rowOfSet;

    Enrichment(Overlaps overlaps) {
        this.overlaps = overlaps;
        // p depends on overlap and size alone, so that few are different.
        int[][] times = times();
        double[][] tails = new double[times.length][];
        int pairs = 0;
        for (int size = 1; size < times.length; size++) {
            if (times[size].length > 0) {
                int most = times[size].length - 1;
                tails[size] = Hypergeometric.logUpperTails(size, overlaps.listed(), overlaps.background(), most);
                pairs += most;
            }
        }
        double[] ofPairs = new double[pairs];
        int count = 0;
        for (int size = 1; size < times.length; size++) {
            for (int overlap = 1; overlap < times[size].length; overlap++) {
                if (times[size][overlap] > 0) {
                    ofPairs[count++] = tails[size][overlap];
                }
            }
        }
        logP = Arrays.stream(ofPairs, 0, count).distinct().sorted().toArray();
        int[][] classOf = new int[times.length][];
        int[] timesOfClass = new int[logP.length];
        for (int size = 1; size < times.length; size++) {
            classOf[size] = new int[times[size].length];
            for (int overlap = 1; overlap < times[size].length; overlap++) {
                if (times[size][overlap] > 0) {
                    classOf[size][overlap] = Arrays.binarySearch(logP, tails[size][overlap]);
                    timesOfClass[classOf[size][overlap]] += times[size][overlap];
                }
            }
        }
        q = FalseDiscovery.adjusted(logP, timesOfClass, overlaps.tested());
        rows = new int[overlaps.found()];
        classes = new int[overlaps.found()];
        order(classOf, timesOfClass);
    }

    /** How many sets have a size and an overlap. */
    private int[][] times() {
        int sets = overlaps.sets().sets();
        int[] highest = new int[overlaps.largest() + 1];
        for (int set = 0; set < sets; set++) {
            if (overlaps.overlap(set) > 0) {
                highest[overlaps.sizeOf(set)] = Math.max(highest[overlaps.sizeOf(set)], overlaps.overlap(set));
            }
        }
        int[][] times = new int[highest.length][];
        for (int size = 0; size < times.length; size++) {
            times[size] = new int[highest[size] == 0 ? 0 : highest[size] + 1];
        }
        for (int set = 0; set < sets; set++) {
            if (overlaps.overlap(set) > 0) {
                times[overlaps.sizeOf(set)][overlaps.overlap(set)]++;
            }
        }
        return times;
    }

    /** Puts the sets in their order: those with one p stand together, and among them the score decides. */
    private void order(int[][] classOf, int[] timesOfClass) {
        int[] starts = new int[timesOfClass.length + 1];
        for (int i = 0; i < timesOfClass.length; i++) {
            starts[i + 1] = starts[i] + timesOfClass[i];
        }
        int[] next = starts.clone();
        long[] order = new long[rows.length];
        for (int set = 0; set < overlaps.sets().sets(); set++) {
            if (overlaps.overlap(set) > 0) {
                int place = next[classOf[overlaps.sizeOf(set)][overlaps.overlap(set)]]++;
                // As a number that sorts; the bits of a float above 0 have the order of its value.
                order[place] = (long) ~Float.floatToRawIntBits((float) overlaps.score(set)) << Integer.SIZE | set;
            }
        }
        for (int i = 0; i < timesOfClass.length; i++) {
            Arrays.sort(order, starts[i], starts[i + 1]);
            for (int row = starts[i]; row < starts[i + 1]; row++) {
                int set = (int) order[row];
                int place = row;
                // Scores that are alike as floats may differ.
                while (place > starts[i]
                        && order[row] >>> Integer.SIZE == order[place - 1] >>> Integer.SIZE
                        && overlaps.score(rows[place - 1]) < overlaps.score(set)) {
                    rows[place] = rows[place - 1];
                    place--;
                }
                rows[place] = set;
                classes[row] = i;
            }
        }
    }

    public Flavour flavour() {
        return overlaps.sets().flavour();
    }

    /** How many genes of the list are in the background. */
    public int listed() {
        return overlaps.listed();
    }

    /** How many genes the background has. */
    public int background() {
        return overlaps.background();
    }

    /** How many figures were tested. */
    public int tested() {
        return overlaps.tested();
    }

    /** How many figures share a gene with the list; their rows are numbered from 0. */
    public int size() {
        return rows.length;
    }

    /** The figure, as the index numbers it. */
    int figure(int row) {
        return overlaps.sets().figure(rows[row]);
    }

    /** The row of a figure that the index numbers so; negative where it has none. */
    int rowOf(int figure) {
        if (rowOfSet == null) {
            rowOfSet = new int[overlaps.sets().sets()];
            Arrays.fill(rowOfSet, -1);
            for (int row = 0; row < rows.length; row++) {
                rowOfSet[rows[row]] = row;
            }
        }
        int set = overlaps.sets().setOf(figure);
        return set < 0 ? -1 : rowOfSet[set];
    }

    /** How many genes of the list are in the figure. */
    public int overlap(int row) {
        return overlaps.overlap(rows[row]);
    }

    /** How many genes of the background are in the figure. */
    public int figureSize(int row) {
        return overlaps.sizeOf(rows[row]);
    }

    /** P of so many genes or more by chance; see {@link Hypergeometric}. */
    public double p(int row) {
        return Math.exp(logP(row));
    }

    /** The natural logarithm of {@link #p}, which goes on where p is 0. */
    public double logP(int row) {
        return logP[classes[row]];
    }

    /** The false discovery rate over all figures that were tested. */
    public double q(int row) {
        return q[classes[row]];
    }

    /** Cosine of list and figure as vectors of inverse document frequencies, as NDEx ranks; 0 to 1. */
    public double score(int row) {
        return overlaps.score(rows[row]);
    }

    /** The odds ratio; see {@link FisherOdds}. */
    public double odds(int row) {
        int size = figureSize(row);
        int overlap = overlap(row);
        return odds.computeIfAbsent(
                (long) size << Integer.SIZE | overlap,
                key -> FisherOdds.estimate(overlap, size, listed(), background()));
    }

    /** P of so many genes or more where popular genes come more easily; see {@link Popularity}. */
    public double popularityP(int row) {
        return Math.exp(logPopularityP(row));
    }

    double logPopularityP(int row) {
        if (logPopularityP == null) {
            logPopularityP = new double[rows.length];
            Arrays.fill(logPopularityP, Double.NaN);
        }
        if (Double.isNaN(logPopularityP[row])) {
            logPopularityP[row] = popularity().logP(overlap(row), figureSize(row), logOdds(row));
        }
        return logPopularityP[row];
    }

    private double logOdds(int row) {
        return logOdds == null ? popularity().logOdds(rows[row]) : logOdds[row];
    }

    /**
     * The row that comes so far down, from 0, where they are in the order of the p of popularity, then of their numbers. The
     * first few are known long before the last ones.
     */
    public int ranked(int rank) {
        if (order == null) {
            double[] ofSets = popularity().logOdds();
            logOdds = new double[rows.length];
            for (int row = 0; row < rows.length; row++) {
                logOdds[row] = ofSets[rows[row]];
            }
            order = new PopularityOrder(new Rows(), popularity(), logOdds, overlaps.largest(), overlaps::look);
        }
        return order.row(rank);
    }

    /**
     * How much the list leans to genes that are drawn often: 0 where it does not, 1 where it was chosen as figures choose,
     * negative where it leans to rare ones.
     */
    public double exponent() {
        return popularity().exponent();
    }

    private Popularity popularity() {
        if (popularity == null) {
            popularity = new Popularity(overlaps);
        }
        return popularity;
    }

    /** The genes that list and figure share, as the index numbers them. */
    int[] genes(int row) {
        GeneSets sets = overlaps.sets();
        int[] genes = new int[overlap(row)];
        int count = 0;
        for (int at = sets.start(rows[row]); at < sets.start(rows[row] + 1); at++) {
            int gene = sets.gene(at);
            if (gene >= 0 && overlaps.isListed(gene)) {
                genes[count++] = gene + sets.group().firstMember();
            }
        }
        return genes;
    }

    private final class Rows implements PopularityOrder.Rows {
        @Override
        public int size() {
            return rows.length;
        }

        @Override
        public int figureSize(int row) {
            return Enrichment.this.figureSize(row);
        }

        @Override
        public int overlap(int row) {
            return Enrichment.this.overlap(row);
        }

        @Override
        public double logPopularityP(int row) {
            return Enrichment.this.logPopularityP(row);
        }
    }
}
