package org.pfocr.rdf.sets.statistics;

import java.util.Arrays;

/**
 * How much the choice of a list leans to genes that are drawn often, found from the list itself.
 *
 * <p>goseq (M. D. Young et al., Genome Biology 11, 2010, R14) fits the probability that a gene is in the list as a monotone
 * curve of the gene's length, takes the curve's value as the gene's weight, and asks Wallenius' distribution with odds =
 * mean weight of the set's genes / mean weight of the rest. Here the number of figures that draw the gene is in the place of
 * the length, and the curve has one parameter, since a list may have a dozen genes: weight = drawn ^ exponent. That is the
 * curve of Wallenius' urn itself: a gene is in the list with probability 1 - exp(-t weight), where t is the time when the
 * list is full (see {@link Wallenius}). Exponent and t are those of the greatest likelihood (a regression with
 * complementary log-log link). A list that was drawn evenly gives an exponent about 0, and the p of the plain
 * hypergeometric distribution; one that was drawn as figures draw gives 1.
 *
 * <p>So that a list of one gene, or one of the most famous genes only, has an answer too, the exponent is held back as if it
 * came from a normal distribution with mean 0 and standard deviation 1; a dozen genes outweigh that.
 *
 * <p>Immutable.
 */
public final class PopularityWeights {
    private static final int MOST_STEPS = 100;
    private static final double CLOSE = 1e-10;

    private final double exponent;

    private PopularityWeights(double exponent) {
        this.exponent = exponent;
    }

    /**
     * Fits the exponent.
     *
     * @param drawn for each gene of the background, the number of figures that draw it, at least 1
     * @param listed of the list's genes, the same
     */
    public static PopularityWeights fit(int[] drawn, int[] listed) {
        // Genes that are drawn as often as each other are one case.
        int[] sorted = drawn.clone();
        Arrays.sort(sorted);
        int[] sortedListed = listed.clone();
        Arrays.sort(sortedListed);
        int cases = 0;
        double[] logs = new double[sorted.length];
        double[] all = new double[sorted.length];
        double[] chosen = new double[sorted.length];
        int at = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                logs[cases] = Math.log(sorted[i]);
                while (at < sortedListed.length && sortedListed[at] == sorted[i]) {
                    chosen[cases]++;
                    at++;
                }
                cases++;
            }
            all[cases - 1]++;
        }
        return new PopularityWeights(exponent(logs, all, chosen, cases, listed.length, drawn.length));
    }

    /** Newton's method on a concave likelihood, with steps halved that do not better it. */
    private static double exponent(double[] logs, double[] all, double[] chosen, int cases, int listed, int genes) {
        if (listed == 0 || listed >= genes) {
            return 0;
        }
        double level = Math.log(-Math.log1p(-(double) listed / genes));
        double exponent = 0;
        double best = likelihood(level, exponent, logs, all, chosen, cases);
        for (int i = 0; i < MOST_STEPS; i++) {
            double g0 = 0;
            double g1 = -exponent;
            double h00 = 0;
            double h01 = 0;
            double h11 = 1;
            for (int c = 0; c < cases; c++) {
                double mean = Math.exp(level + exponent * logs[c]);
                double p = -Math.expm1(-mean);
                double score = (chosen[c] - all[c] * p) * mean / p;
                double information = all[c] * mean * mean * Math.exp(-mean) / p;
                g0 += score;
                g1 += score * logs[c];
                h00 += information;
                h01 += information * logs[c];
                h11 += information * logs[c] * logs[c];
            }
            double determinant = h00 * h11 - h01 * h01;
            double stepLevel = (h11 * g0 - h01 * g1) / determinant;
            double stepExponent = (h00 * g1 - h01 * g0) / determinant;
            double next = Double.NEGATIVE_INFINITY;
            double part = 1;
            for (; part > 1e-6; part /= 2) {
                next = likelihood(level + part * stepLevel, exponent + part * stepExponent, logs, all, chosen, cases);
                if (next >= best) {
                    break;
                }
            }
            if (!(next >= best)) {
                break;
            }
            level += part * stepLevel;
            exponent += part * stepExponent;
            best = next;
            if (Math.abs(stepExponent) < CLOSE) {
                break;
            }
        }
        return exponent;
    }

    private static double likelihood(
            double level, double exponent, double[] logs, double[] all, double[] chosen, int cases) {
        double sum = -exponent * exponent / 2;
        for (int c = 0; c < cases; c++) {
            double mean = Math.exp(level + exponent * logs[c]);
            sum -= (all[c] - chosen[c]) * mean;
            if (chosen[c] > 0) {
                sum += chosen[c] * Math.log(-Math.expm1(-mean));
            }
        }
        return sum;
    }

    /** 0 where the list does not lean to popular genes, 1 where it was chosen as figures choose, negative for rare ones. */
    public double exponent() {
        return exponent;
    }

    /** The weight of a gene that so many figures draw. */
    public double of(int drawn) {
        return Math.pow(drawn, exponent);
    }
}
