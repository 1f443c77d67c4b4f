package org.pfocr.rdf.sets.statistics;

/**
 * The false discovery rate of Y. Benjamini and Y. Hochberg (J. R. Statist. Soc. B 57, 1995, 289-300), as R's {@code
 * p.adjust(p, "BH")}. Stateless.
 */
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /**
     * The q of each p.
     *
     * @param logP natural logarithms of p, each once, lowest first
     * @param times how many tests gave that p
     * @param tests all tests, those with p = 1 that are not given too
     */
    public static double[] adjusted(double[] logP, int[] times, long tests) {
        double[] q = new double[logP.length];
        long rank = 0;
        for (int i = 0; i < logP.length; i++) {
            rank += times[i];
            q[i] = Math.exp(logP[i] + Math.log((double) tests / rank));
        }
        double least = 1;
        for (int i = logP.length - 1; i >= 0; i--) {
            least = Math.min(least, q[i]);
            q[i] = least;
        }
        return q;
    }
}
