package org.pfocr.rdf.sets;

import org.pfocr.rdf.sets.index.SetGroup;
import org.pfocr.rdf.sets.index.SetIndex;
import org.pfocr.rdf.vocab.Flavour;

/**
 * The genes of one organism in the figures, in one flavour: how many each figure draws, and how many figures draw each.
 * Members and sets are numbered from 0 within the organism. Immutable, and so thread-safe.
 */
final class GeneSets {
    private final SetIndex index;
    private final SetGroup group;
    private final Flavour flavour;
    /** For each set how many genes it has in this flavour, 0 for some. */
    private final int[] sizes;
    /** For each gene how many sets have it. */
    private final int[] drawn;
    /** For each gene the square of its inverse document frequency, ln(figures / figures that draw it). */
    private final double[] squares;
    /** For each set the sum of its genes' squares. */
    private final double[] norms;

    private int figures;
    private int genes;

    GeneSets(SetIndex index, SetGroup group, Flavour flavour) {
        this.index = index;
        this.group = group;
        this.flavour = flavour;
        sizes = new int[group.sets()];
        drawn = new int[group.members()];
        squares = new double[group.members()];
        norms = new double[group.sets()];
        for (int set = 0; set < sizes.length; set++) {
            for (int at = start(set); at < start(set + 1); at++) {
                int gene = gene(at);
                if (gene >= 0) {
                    sizes[set]++;
                    drawn[gene]++;
                }
            }
            figures += sizes[set] > 0 ? 1 : 0;
        }
        for (int gene = 0; gene < drawn.length; gene++) {
            if (drawn[gene] > 0) {
                genes++;
                double frequency = Math.log((double) figures / drawn[gene]);
                squares[gene] = frequency * frequency;
            }
        }
        for (int set = 0; set < sizes.length; set++) {
            for (int at = start(set); at < start(set + 1); at++) {
                int gene = gene(at);
                if (gene >= 0) {
                    norms[set] += squares[gene];
                }
            }
        }
    }

    SetGroup group() {
        return group;
    }

    Flavour flavour() {
        return flavour;
    }

    /** How many figures draw any of the genes. */
    int figures() {
        return figures;
    }

    /** How many genes any figure draws. */
    int genes() {
        return genes;
    }

    int sets() {
        return sizes.length;
    }

    int members() {
        return drawn.length;
    }

    int size(int set) {
        return sizes[set];
    }

    int drawn(int gene) {
        return drawn[gene];
    }

    double square(int gene) {
        return squares[gene];
    }

    double norm(int set) {
        return norms[set];
    }

    /** The figure of a set. */
    int figure(int set) {
        return index.setFigure(group.firstSet() + set);
    }

    /** The set of a figure; negative where it has none. */
    int setOf(int figure) {
        for (int at = index.figureStart(figure); at < index.figureStart(figure + 1); at++) {
            int set = index.figureSet(at);
            if (set >= group.firstSet() && set < group.endSet()) {
                return set - group.firstSet();
            }
        }
        return -1;
    }

    /** Where the genes of a set begin. */
    int start(int set) {
        return index.setStart(group.firstSet() + set);
    }

    /** The gene at a place; negative where it does not belong to this flavour. */
    int gene(int at) {
        int member = index.setMember(at);
        return (member & SetIndex.FLAVOUR_MASK) <= flavour.number()
                ? (member >>> SetIndex.FLAVOUR_BITS) - group.firstMember()
                : -1;
    }

    /** Where the sets of a gene begin. */
    int setsStart(int gene) {
        return index.memberStart(group.firstMember() + gene);
    }

    /** The set at a place; negative where the gene does not belong to it in this flavour. */
    int set(int at) {
        int set = index.memberSet(at);
        return (set & SetIndex.FLAVOUR_MASK) <= flavour.number()
                ? (set >>> SetIndex.FLAVOUR_BITS) - group.firstSet()
                : -1;
    }
}
