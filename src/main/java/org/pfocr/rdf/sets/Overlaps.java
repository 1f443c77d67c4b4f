package org.pfocr.rdf.sets;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a list of genes and each figure share, of the genes of a background. The background is all genes that any figure of
 * the organism draws in the flavour, or those of them that are given. For one thread.
 */
final class Overlaps {
    /** A look at the clock after so many of the list's genes. */
    private static final int GENES_PER_LOOK = 256;

    private final GeneSets sets;
    private final BooleanSupplier isCancelled;
    private final boolean[] isListed;
    private final boolean @Nullable [] isBackground;
    private final int listed;
    private final int background;
    private final int[] overlaps;
    private final int[] sizes;
    /** For each set the cosine of its genes and the list's. */
    private final double[] scores;

    private int tested;
    private int found;
    private int largest;

    /**
     * Counts.
     *
     * @param list genes, numbered within the organism
     * @param given genes of the background; null for all that are drawn
     * @param least the smallest figures that are tested, in genes of the background
     * @param most the largest
     * @param isCancelled asked now and then
     * @throws CancellationException once it says so
     */
    Overlaps(GeneSets sets, int[] list, int @Nullable [] given, int least, int most, BooleanSupplier isCancelled) {
        this.sets = sets;
        this.isCancelled = isCancelled;
        this.isListed = new boolean[sets.members()];
        boolean[] inBackground = null;
        if (given != null) {
            inBackground = new boolean[sets.members()];
            for (int gene : given) {
                inBackground[gene] = sets.drawn(gene) > 0;
            }
        }
        this.isBackground = inBackground;
        this.overlaps = new int[sets.sets()];
        this.sizes = new int[sets.sets()];
        this.scores = new double[sets.sets()];
        int count = 0;
        double norm = 0;
        for (int gene : list) {
            if (isListed[gene] || !isInBackground(gene)) {
                continue;
            }
            if (count++ % GENES_PER_LOOK == 0) {
                look();
            }
            isListed[gene] = true;
            norm += sets.square(gene);
            add(gene);
        }
        this.listed = count;
        this.background = inBackground == null ? sets.genes() : count(inBackground);
        look();
        for (int set = 0; set < sizes.length; set++) {
            sizes[set] = inBackground == null ? sets.size(set) : counted(set);
            if (sizes[set] < Math.max(1, least) || sizes[set] > most) {
                overlaps[set] = 0;
                continue;
            }
            tested++;
            if (overlaps[set] > 0) {
                found++;
                largest = Math.max(largest, sizes[set]);
                double norms = Math.sqrt(norm * sets.norm(set));
                scores[set] = norms == 0 ? 0 : Math.min(1, scores[set] / norms);
            }
        }
        look();
    }

    /** To be called now and then; throws {@link CancellationException} once the work is not wanted any more. */
    void look() {
        if (isCancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    /** Counts a gene of the list in all figures that draw it. */
    private void add(int gene) {
        double square = sets.square(gene);
        for (int at = sets.setsStart(gene); at < sets.setsStart(gene + 1); at++) {
            int set = sets.set(at);
            if (set >= 0) {
                overlaps[set]++;
                scores[set] += square;
            }
        }
    }

    private int counted(int set) {
        int size = 0;
        for (int at = sets.start(set); at < sets.start(set + 1); at++) {
            int gene = sets.gene(at);
            size += gene >= 0 && isInBackground(gene) ? 1 : 0;
        }
        return size;
    }

    GeneSets sets() {
        return sets;
    }

    boolean isInBackground(int gene) {
        return isBackground == null ? sets.drawn(gene) > 0 : isBackground[gene];
    }

    boolean isListed(int gene) {
        return isListed[gene];
    }

    int listed() {
        return listed;
    }

    int background() {
        return background;
    }

    int tested() {
        return tested;
    }

    /** How many sets that were tested share a gene. */
    int found() {
        return found;
    }

    /** Size of the largest of these. */
    int largest() {
        return largest;
    }

    /** How many genes a set shares; 0 too where it was not tested. */
    int overlap(int set) {
        return overlaps[set];
    }

    /** How many genes of the background a set has. */
    int sizeOf(int set) {
        return sizes[set];
    }

    /** Cosine of the inverse document frequencies of the list's genes and the set's, 0 to 1. */
    double score(int set) {
        return scores[set];
    }
}
