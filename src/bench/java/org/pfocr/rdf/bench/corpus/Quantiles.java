package org.pfocr.rdf.bench.corpus;

/** A distribution given by some of its quantiles; between two of them the logarithm runs straight. */
record Quantiles(double[] at, double[] value, double scale) {

    static Quantiles of(double... pairs) {
        double[] at = new double[pairs.length / 2];
        double[] value = new double[pairs.length / 2];
        for (int i = 0; i < at.length; i++) {
            at[i] = pairs[2 * i];
            value[i] = pairs[2 * i + 1];
        }
        return new Quantiles(at, value, 1);
    }

    /** The same shape with another mean. */
    Quantiles withMean(double mean) {
        double sum = 0;
        int steps = 100_000;
        for (int i = 0; i < steps; i++) {
            sum += get((i + 0.5) / steps);
        }
        return new Quantiles(at, value, scale * mean / (sum / steps));
    }

    double get(double u) {
        int i = 1;
        while (i < at.length - 1 && at[i] < u) {
            i++;
        }
        double share = (u - at[i - 1]) / (at[i] - at[i - 1]);
        return scale * value[i - 1] * Math.pow(value[i] / value[i - 1], share);
    }
}
