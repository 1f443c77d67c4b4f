package org.pfocr.rdf.sets;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.statistics.PopularityWeights;
import org.pfocr.rdf.sets.statistics.Wallenius;

/**
 * P of what a list and figures share where often drawn genes come into a list as easily as they came into this one:
 * Wallenius' distribution with the odds of a figure's genes against the rest, as goseq has them: mean weight of the figure's
 * genes / mean weight of the rest. See {@link PopularityWeights} for the weights. For one thread.
 */
final class Popularity {
    /** Values from which a curve is drawn; more figures than these with one overlap and size are read off it. */
    private static final int NODES = 12;

    /** The last coefficients of a curve that is good to more digits than are needed. */
    private static final double CLOSE = 1e-8;

    private final Overlaps overlaps;
    private final double[] weights;
    private final double allWeight;
    private final double exponent;

    Popularity(Overlaps overlaps) {
        this.overlaps = overlaps;
        GeneSets sets = overlaps.sets();
        int[] drawn = new int[overlaps.background()];
        int[] drawnOfList = new int[overlaps.listed()];
        int all = 0;
        int ofList = 0;
        for (int gene = 0; gene < sets.members(); gene++) {
            if (overlaps.isInBackground(gene)) {
                drawn[all++] = sets.drawn(gene);
                if (overlaps.isListed(gene)) {
                    drawnOfList[ofList++] = sets.drawn(gene);
                }
            }
        }
        PopularityWeights fitted = PopularityWeights.fit(drawn, drawnOfList);
        this.exponent = fitted.exponent();
        this.weights = new double[sets.members()];
        double sum = 0;
        for (int gene = 0; gene < weights.length; gene++) {
            if (overlaps.isInBackground(gene)) {
                weights[gene] = fitted.of(sets.drawn(gene));
                sum += weights[gene];
            }
        }
        this.allWeight = sum;
    }

    double exponent() {
        return exponent;
    }

    /** How many times as likely a gene of the figure comes into the list as one of the rest, as natural logarithm. */
    private double logOdds(int set) {
        GeneSets sets = overlaps.sets();
        double inside = 0;
        for (int at = sets.start(set); at < sets.start(set + 1); at++) {
            int gene = sets.gene(at);
            if (gene >= 0 && overlaps.isInBackground(gene)) {
                inside += weights[gene];
            }
        }
        int size = overlaps.sizeOf(set);
        int rest = overlaps.background() - size;
        return rest == 0 ? 0 : Math.log(inside / size * rest / (allWeight - inside));
    }

    double p(int set) {
        return Math.exp(logP(overlaps.overlap(set), overlaps.sizeOf(set), logOdds(set)));
    }

    private double logP(int overlap, int size, double logOdds) {
        return Wallenius.logUpperTail(
                overlap, size, overlaps.background() - size, overlaps.listed(), Math.exp(logOdds));
    }

    /**
     * P of many sets at once. Of sets with one overlap and size ln p is a smooth curve over the logarithm of the odds; where
     * there are many, it is computed at a few places, and the others are read off a polynomial through them (Chebyshev's
     * nodes), which agrees with p to eight digits or is not used.
     */
    double[] p(int[] sets) {
        double[] p = new double[sets.length];
        double[] logOdds = new double[sets.length];
        Map<Long, List<Integer>> alike = new HashMap<>();
        for (int i = 0; i < sets.length; i++) {
            logOdds[i] = logOdds(sets[i]);
            alike.computeIfAbsent(
                            (long) overlaps.overlap(sets[i]) << Integer.SIZE | overlaps.sizeOf(sets[i]),
                            key -> new ArrayList<>())
                    .add(i);
        }
        alike.forEach((key, places) -> {
            overlaps.look();
            int overlap = (int) (key >>> Integer.SIZE);
            int size = key.intValue();
            double low = places.stream().mapToDouble(i -> logOdds[i]).min().orElse(0);
            double high = places.stream().mapToDouble(i -> logOdds[i]).max().orElse(0);
            double[] curve = places.size() > NODES ? curve(overlap, size, low, high) : null;
            for (int i : places) {
                p[i] = Math.exp(
                        curve == null
                                ? logP(overlap, size, logOdds[i])
                                : Math.min(0, at(curve, low, high, logOdds[i])));
            }
        });
        return p;
    }

    /** Chebyshev's coefficients of ln p between two odds; null where they are too few. */
    private double @Nullable [] curve(int overlap, int size, double low, double high) {
        double[] values = new double[NODES];
        for (int i = 0; i < NODES; i++) {
            double place = Math.cos(Math.PI * (i + 0.5) / NODES);
            values[i] = logP(overlap, size, (low + high) / 2 + (high - low) / 2 * place);
        }
        double[] coefficients = new double[NODES];
        for (int k = 0; k < NODES; k++) {
            for (int i = 0; i < NODES; i++) {
                coefficients[k] += values[i] * Math.cos(Math.PI * k * (i + 0.5) / NODES) * 2 / NODES;
            }
        }
        coefficients[0] /= 2;
        boolean isClose = Arrays.stream(coefficients, NODES - 3, NODES).allMatch(last -> Math.abs(last) < CLOSE);
        return isClose ? coefficients : null;
    }

    /** The value of a curve, by Clenshaw's recurrence. */
    private static double at(double[] curve, double low, double high, double logOdds) {
        double x = high == low ? 0 : (2 * logOdds - low - high) / (high - low);
        double next = 0;
        double afterNext = 0;
        for (int k = curve.length - 1; k > 0; k--) {
            double now = 2 * x * next - afterNext + curve[k];
            afterNext = next;
            next = now;
        }
        return x * next - afterNext + curve[0];
    }
}
