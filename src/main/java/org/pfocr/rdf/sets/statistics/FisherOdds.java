package org.pfocr.rdf.sets.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * The odds ratio that R's {@code fisher.test} prints: the one under which the overlap that was seen is the mean of the
 * noncentral hypergeometric distribution of Fisher, which is the conditional estimate of maximum likelihood.
 *
 * <p>R looks for it with the method of R. P. Brent (Algorithms for Minimization without Derivatives, 1973, chapter 4) between
 * 0 and 1, for the ratio or its inverse, and stops within {@code .Machine$double.eps^0.25} = 1.2e-4. The same method with
 * the same limit gives the same number, to all digits that it prints; a closer search would differ from it in the fourth
 * digit or so. Stateless.
 */
public final class FisherOdds {
    private static final double EPSILON = Math.ulp(1.0);
    private static final double TOLERANCE = Math.pow(EPSILON, 0.25);

    private FisherOdds() {}

    /**
     * The estimate; 0 where the overlap is the least that is possible, infinite where it is the most.
     *
     * @param overlap genes of the list that are in the figure
     * @param size genes of the figure
     * @param list genes of the list
     * @param background all genes
     */
    public static double estimate(int overlap, int size, int list, int background) {
        int least = Math.max(0, list - (background - size));
        int highest = Math.min(size, list);
        if (overlap == least) {
            return 0;
        }
        if (overlap == highest) {
            return Double.POSITIVE_INFINITY;
        }
        double[] logs = new double[highest - least + 1];
        for (int i = 1; i < logs.length; i++) {
            logs[i] = logs[i - 1] + Math.log(Hypergeometric.ratio(least + i - 1, size, list, background));
        }
        double mean = mean(logs, least, 1);
        if (mean > overlap) {
            return root(odds -> odds == 0 ? least - overlap : mean(logs, least, odds) - overlap, 0, 1);
        }
        if (mean < overlap) {
            return 1 / root(inverse -> mean(logs, least, 1 / inverse) - overlap, EPSILON, 1);
        }
        return 1;
    }

    /** The mean overlap at an odds ratio. */
    private static double mean(double[] logs, int least, double odds) {
        double log = Math.log(odds);
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logs.length; i++) {
            highest = Math.max(highest, logs[i] + i * log);
        }
        double sum = 0;
        double weighted = 0;
        for (int i = 0; i < logs.length; i++) {
            double weight = Math.exp(logs[i] + i * log - highest);
            sum += weight;
            weighted += weight * (least + i);
        }
        return weighted / sum;
    }

    /** Brent's method; the names are his. */
    private static double root(DoubleUnaryOperator f, double from, double to) {
        double a = from;
        double fa = f.applyAsDouble(a);
        double b = to;
        double fb = f.applyAsDouble(b);
        double c = a;
        double fc = fa;
        while (true) {
            double before = b - a;
            if (Math.abs(fc) < Math.abs(fb)) { // b is the best so far.
                a = b;
                b = c;
                c = a;
                fa = fb;
                fb = fc;
                fc = fa;
            }
            double tolerance = 2 * EPSILON * Math.abs(b) + TOLERANCE / 2;
            double half = (c - b) / 2;
            if (Math.abs(half) <= tolerance || fb == 0) {
                return b;
            }
            double step = half;
            if (Math.abs(before) >= tolerance && Math.abs(fa) > Math.abs(fb)) {
                double width = c - b;
                double p;
                double q;
                double s = fb / fa;
                if (a == c) {
                    p = width * s;
                    q = 1 - s;
                } else {
                    double r = fb / fc;
                    q = fa / fc;
                    p = s * (width * q * (q - r) - (b - a) * (r - 1));
                    q = (q - 1) * (r - 1) * (s - 1);
                }
                if (p > 0) {
                    q = -q;
                } else {
                    p = -p;
                }
                if (p < 0.75 * width * q - Math.abs(tolerance * q) / 2 && p < Math.abs(before * q / 2)) {
                    step = p / q;
                }
            }
            if (Math.abs(step) < tolerance) {
                step = step > 0 ? tolerance : -tolerance;
            }
            a = b;
            fa = fb;
            b += step;
            fb = f.applyAsDouble(b);
            if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0)) {
                c = a;
                fc = fa;
            }
        }
    }
}
