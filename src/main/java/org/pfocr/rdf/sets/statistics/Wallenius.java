package org.pfocr.rdf.sets.statistics;

/**
 * Wallenius' noncentral hypergeometric distribution: a list is drawn gene by gene, and at each step a gene of the figure is
 * so many times as likely to come as one of the rest (K. T. Wallenius, Biased Sampling, Stanford, 1963; A. Fog, Calculation
 * Methods for Wallenius' Noncentral Hypergeometric Distribution, Communications in Statistics, Simulation and Computation
 * 37, 2008, 258-273). Upper tails are the sums {@code sum(dWNCHypergeo(x:max, size, rest, list, odds))} of R's BiasedUrn,
 * which Fog wrote.
 *
 * <p>Fog integrates once for each term of the sum; here one integral gives the tail. If each gene comes at a time of its own,
 * exponential with its weight as rate, the genes come in the order of Wallenius' urn, and the list is the first so many. At
 * least x of them are of the figure just when the figure's x-th gene comes before the (list - x + 1)-th of the rest. So the
 * tail is the mean, over the time T of that gene of the rest, of the binomial probability that of the figure's genes, each
 * come by T with probability 1 - exp(-odds T), at least x have come. In ln T the integrand is log-concave and analytic, so
 * that equal steps around its peak give ten digits with some twenty values.
 *
 * <p>Stateless.
 */
public final class Wallenius {
    /** The first step, in widths of the peak. Halved once it is nearly always short enough. */
    private static final double STEP = 1.1;

    /** The longest step in ln T: for lists of a few genes the peak is not like a normal distribution's. */
    private static final double LONGEST_STEP = 0.6;

    /** Where half the step changes the sum by less than this part, the change is squared at least by halving it again. */
    private static final double CLOSE = 1e-6;

    private static final int MOST_HALVINGS = 12;

    /** Values that are so much lower than the peak, as logarithm, add nothing. */
    private static final double LOWEST = -24;

    private static final double NEGLIGIBLE = 1e-13;

    /** Where x - 1 of the figure's genes are so many times as likely as x, its tail is summed and not its complement. */
    private static final double FAR = 1.2;

    /** Nor is it where so little is left of 1 minus the complement. */
    private static final double CANCELLED = 1e-6;

    private static final int NEWTON_STEPS = 60;

    private final int x;
    private final int size;
    private final double odds;
    /** Which gene of the rest is waited for, and how many come after it. */
    private final int waited;

    private final int after;
    private final double logChoose;
    private final double logChooseOneFewer;

    /** ln of the integrand without its constant, at the time that was asked for last, and its first two derivatives by ln T. */
    private double value;

    private double slope;
    private double curvature;
    private double oneFewer;

    private Wallenius(int x, int size, int rest, int list, double odds) {
        this.x = x;
        this.size = size;
        this.odds = odds;
        this.waited = list - x + 1;
        this.after = rest - waited;
        this.logChoose = logChoose(size, x);
        this.logChooseOneFewer = logChoose + Math.log((double) x / (size - x + 1));
    }

    /**
     * ln P(overlap ≥ x).
     *
     * @param size genes of the figure
     * @param rest the other genes
     * @param list genes of the list, not more than all
     * @param odds how many times as likely a gene of the figure comes as one of the rest; above 0
     */
    public static double logUpperTail(int x, int size, int rest, int list, double odds) {
        if (x <= Math.max(0, list - rest)) {
            return 0;
        }
        if (x > Math.min(size, list)) {
            return Double.NEGATIVE_INFINITY;
        }
        Wallenius tail = new Wallenius(x, size, rest, list, odds);
        double constant = logFactorial(rest) - logFactorial(tail.waited - 1) - logFactorial(tail.after);
        return Math.min(0, constant + tail.logIntegral());
    }

    private double logIntegral() {
        double peak = peak();
        at(peak);
        double top = value;
        double step = Math.min(STEP / Math.sqrt(-curvature), LONGEST_STEP);
        double sum = 1 + sum(peak + step, step, top) + sum(peak - step, -step, top);
        for (int i = 0; i < MOST_HALVINGS; i++) {
            double between = sum(peak + step / 2, step, top) + sum(peak - step / 2, -step, top);
            boolean isClose = Math.abs(between - sum) < CLOSE * sum;
            sum += between;
            step /= 2;
            if (isClose) {
                break;
            }
        }
        return top + Math.log(step * sum);
    }

    /** Adds up the integrand, as part of its top, from a place on until it comes to nothing. */
    private double sum(double from, double step, double top) {
        double sum = 0;
        double u = from;
        double height;
        do {
            at(u);
            height = value - top;
            sum += Math.exp(height);
            u += step;
        } while (height > LOWEST);
        return sum;
    }

    /** Where in ln T the integrand is highest, about: Newton's method, whose way is certain as the function is concave. */
    private double peak() {
        // As if nothing were used up, between the time of the rest's gene alone and that with the figure's before it.
        double u = Math.log((waited + x) / (after + 1 + odds * (size - x + 1)));
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (int i = 0; i < NEWTON_STEPS; i++) {
            at(u);
            if (slope > 0) {
                low = u;
            } else {
                high = u;
            }
            double next = u - slope / curvature;
            // A step over a point that is known to lie beyond is halved; far out it may not be longer than this.
            next = Math.max(u - 2, Math.min(u + 2, next));
            if (next <= low || next >= high || Double.isNaN(next)) {
                next = low == Double.NEGATIVE_INFINITY
                        ? u - 2
                        : high == Double.POSITIVE_INFINITY ? u + 2 : (low + high) / 2;
            }
            boolean isNear = Math.abs(next - u) < 0.1 / Math.sqrt(-curvature);
            u = next;
            if (isNear) {
                break;
            }
        }
        return u;
    }

    /** Computes the logarithm of the integrand at a time, given as its logarithm, and the derivatives. */
    private void at(double u) {
        double time = Math.exp(u);
        double come = come(time);
        double left = Math.exp(-odds * time);
        double drawn = come(odds * time);
        double logDrawn = Math.log(drawn);
        double fewer = x - 1 > FAR * (size - x + 1) * drawn / left ? 1 : fewer(logDrawn, drawn, left, time);
        double binomial; // ln P(at least x of the figure's genes have come)
        double rate; // Its derivative by ln T.
        if (fewer < 1 - CANCELLED) {
            binomial = Math.log(1 - fewer);
            // The density of the x-th gene's time is odds (size - x + 1) P(x - 1 have come).
            rate = time * odds * (size - x + 1) * oneFewer / (1 - fewer);
        } else {
            double ratio = drawn / left;
            double term = 1;
            double sum = 1;
            for (int j = x; j < size && term > NEGLIGIBLE * sum; j++) {
                term *= (size - j) * ratio / (j + 1);
                sum += term;
            }
            binomial = logChoose + x * logDrawn - (size - x) * odds * time + Math.log(sum);
            rate = time * odds * x * left / (drawn * sum);
        }
        double hazard = time * (1 - come) / come;
        value = u + (waited - 1) * Math.log(come) - (after + 1.0) * time + binomial;
        slope = 1 + (waited - 1) * hazard - (after + 1.0) * time + rate;
        double hazardSlope = hazard * (1 - time / come);
        double rateSlope = rate * (1 + time * odds * ((x - 1) * left / drawn - (size - x + 1)) - rate);
        curvature = Math.min(-1e-9, (waited - 1) * hazardSlope - (after + 1.0) * time + rateSlope);
    }

    /** P(fewer than x have come), and with it P(x - 1 have come). */
    private double fewer(double logDrawn, double drawn, double left, double time) {
        oneFewer = Math.exp(logChooseOneFewer + (x - 1) * logDrawn - (size - x + 1) * odds * time);
        double ratio = left / drawn;
        double term = 1;
        double sum = 1;
        for (int j = x - 1; j > 0 && term > NEGLIGIBLE * sum; j--) {
            term *= j * ratio / (size - j + 1);
            sum += term;
        }
        return oneFewer * sum;
    }

    /** 1 - exp(-t). Java's own expm1 takes several times as long, and this is most of the work. */
    private static double come(double t) {
        return t > 0.02
                ? 1 - Math.exp(-t)
                : t * (1 - t / 2 * (1 - t / 3 * (1 - t / 4 * (1 - t / 5 * (1 - t / 6 * (1 - t / 7))))));
    }

    private static double logChoose(int n, int k) {
        return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }

    private static final double[] LOG_FACTORIALS = new double[256];

    static {
        for (int i = 2; i < LOG_FACTORIALS.length; i++) {
            LOG_FACTORIALS[i] = LOG_FACTORIALS[i - 1] + Math.log(i);
        }
    }

    /** ln n! by Stirling's series. */
    private static double logFactorial(int n) {
        if (n < LOG_FACTORIALS.length) {
            return LOG_FACTORIALS[n];
        }
        double inverse = 1.0 / n;
        double square = inverse * inverse;
        return (n + 0.5) * Math.log(n)
                - n
                + 0.5 * Math.log(2 * Math.PI)
                + inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
    }
}
