package org.pfocr.rdf.sets.statistics;

/**
 * The hypergeometric distribution: of a background of genes, some are in a figure, and a list is drawn without looking.
 * Upper tails are exact sums, and are given as natural logarithms, so that they stay apart where they are too small for a
 * number. The same as R's {@code phyper(x - 1, size, background - size, list, lower.tail = FALSE)}. Stateless.
 */
public final class Hypergeometric {
    /** Scales a product that would leave the range of numbers. */
    private static final double LARGE = 0x1p900;

    private static final double LOG_LARGE = 900 * Math.log(2);

    private Hypergeometric() {}

    /**
     * ln P(overlap ≥ x) for each x from 0 to the most.
     *
     * @param size genes of the figure, not more than the background
     * @param list genes of the list, not more than the background
     * @param background all genes that could have been drawn
     * @param most the last x that is wanted, not more than size and list
     */
    public static double[] logUpperTails(int size, int list, int background, int most) {
        int least = Math.max(0, list - (background - size));
        int highest = Math.min(size, list);
        // Σ P(y) / P(x) over y ≥ x, from the highest x down; infinite where P(x) is nothing beside the rest.
        double[] sums = new double[most + 1];
        double sum = 1;
        for (int x = highest; x >= least; x--) {
            if (x < highest) {
                sum = 1 + ratio(x, size, list, background) * sum;
            }
            if (x <= most) {
                sums[x] = sum;
            }
        }
        double[] tails = new double[most + 1];
        double logPoint = logLeast(least, size, list, background);
        double point = 1; // P(x) as its ratio to P(least), but for the scale.
        for (int x = least; x <= most; x++) {
            if (x > least) {
                tails[x] = Math.min(0, logPoint + Math.log(point) + Math.log(sums[x]));
            }
            if (Double.isInfinite(sums[x])) {
                tails[x] = 0;
            }
            point *= ratio(x, size, list, background);
            if (point > LARGE) {
                point /= LARGE;
                logPoint += LOG_LARGE;
            } else if (point < 1 / LARGE) {
                point *= LARGE;
                logPoint -= LOG_LARGE;
            }
        }
        return tails;
    }

    /** P(x + 1) / P(x). */
    static double ratio(int x, int size, int list, int background) {
        return (double) (size - x) * (list - x) / ((double) (x + 1) * (background - size - list + x + 1));
    }

    /** ln P of the least possible overlap, as a product that stays exact where factorials are large. */
    private static double logLeast(int least, int size, int list, int background) {
        // Without overlap, no gene of the figure is drawn; else the list has all genes that are not in the figure.
        int factors = least == 0 ? size : background - size;
        int drawn = least == 0 ? background - list : list;
        double product = 1;
        double log = 0;
        for (int i = 0; i < factors; i++) {
            product *= (double) (drawn - i) / (background - i);
            if (product < 1 / LARGE) {
                product *= LARGE;
                log -= LOG_LARGE;
            }
        }
        return log + Math.log(product);
    }
}
