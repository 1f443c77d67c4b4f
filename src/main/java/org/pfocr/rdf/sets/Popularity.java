package org.pfocr.rdf.sets;

import org.pfocr.rdf.sets.statistics.PopularityWeights;
import org.pfocr.rdf.sets.statistics.Wallenius;

/**
 * P of what a list and figures share where often drawn genes come into a list as easily as they came into this one:
 * Wallenius' distribution with the odds of a figure's genes against the rest, as goseq has them: mean weight of the figure's
 * genes / mean weight of the rest. See {@link PopularityWeights} for the weights. For one thread.
 */
final class Popularity {
    private final Overlaps overlaps;
    /** By gene; 0 outside of the background. */
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
    double logOdds(int set) {
        GeneSets sets = overlaps.sets();
        double inside = 0;
        for (int at = sets.start(set); at < sets.start(set + 1); at++) {
            int gene = sets.gene(at);
            inside += gene < 0 ? 0 : weights[gene];
        }
        int size = overlaps.sizeOf(set);
        int rest = overlaps.background() - size;
        return rest == 0 ? 0 : Math.log(inside / size * rest / (allWeight - inside));
    }

    /** Of all sets that share a gene: one after the other, as they stand in memory. */
    double[] logOdds() {
        double[] logOdds = new double[overlaps.sets().sets()];
        for (int set = 0; set < logOdds.length; set++) {
            if (overlaps.overlap(set) > 0) {
                logOdds[set] = logOdds(set);
            }
        }
        overlaps.look();
        return logOdds;
    }

    /**
     * Whether the mean overlap is so many genes or more. At the time when, of Wallenius' urn, the rest has given what is then
     * left of the list, the set must have given so many.
     */
    boolean isExpected(int overlap, int size, double logOdds) {
        int rest = overlaps.background() - size;
        int others = overlaps.listed() - overlap;
        if (others < 0 || others >= rest) {
            return false;
        }
        double time = -Math.log1p(-(double) others / rest);
        return -size * Math.expm1(-Math.exp(logOdds) * time) >= overlap;
    }

    /** ln p of so many genes or more in a set of a size, with the odds of its genes. */
    double logP(int overlap, int size, double logOdds) {
        return Wallenius.logUpperTail(
                overlap, size, overlaps.background() - size, overlaps.listed(), Math.exp(logOdds));
    }
}
