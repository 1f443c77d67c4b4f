package org.pfocr.rdf.sets;

import java.util.function.Predicate;
import org.pfocr.rdf.sets.index.SetGroup;
import org.pfocr.rdf.sets.index.SetGroup.Kind;
import org.pfocr.rdf.sets.index.SetIndex;
import org.pfocr.rdf.vocab.Flavour;

/**
 * How rare each gene is, and how long each figure is as a vector of that, over the genes of some organisms in one flavour.
 * Immutable.
 */
final class Frequencies {
    private final Flavour flavour;
    private final boolean[] countsOfSet;
    private final double[] squares;
    private final double[] norms;

    /** @param wanted of the groups of genes, those that count */
    Frequencies(SetIndex index, Flavour flavour, Predicate<SetGroup> wanted) {
        this.flavour = flavour;
        countsOfSet = new boolean[index.setCount()];
        squares = new double[index.memberCount()];
        norms = new double[index.figureCount()];
        int[] drawn = new int[index.memberCount()];
        boolean[] hasGene = new boolean[index.figureCount()];
        for (SetGroup group : index.groups()) {
            if (group.kind() == Kind.GENE && wanted.test(group)) {
                for (int set = group.firstSet(); set < group.endSet(); set++) {
                    countsOfSet[set] = true;
                    for (int at = index.setStart(set); at < index.setStart(set + 1); at++) {
                        int member = index.setMember(at);
                        if ((member & SetIndex.FLAVOUR_MASK) <= flavour.number()) {
                            drawn[member >>> SetIndex.FLAVOUR_BITS]++;
                            hasGene[index.setFigure(set)] = true;
                        }
                    }
                }
            }
        }
        int figures = 0;
        for (boolean has : hasGene) {
            figures += has ? 1 : 0;
        }
        for (int gene = 0; gene < drawn.length; gene++) {
            double frequency = drawn[gene] == 0 ? 0 : Math.log((double) figures / drawn[gene]);
            squares[gene] = frequency * frequency;
        }
        for (int set = 0; set < countsOfSet.length; set++) {
            if (countsOfSet[set]) {
                for (int at = index.setStart(set); at < index.setStart(set + 1); at++) {
                    int member = index.setMember(at);
                    if ((member & SetIndex.FLAVOUR_MASK) <= flavour.number()) {
                        norms[index.setFigure(set)] += squares[member >>> SetIndex.FLAVOUR_BITS];
                    }
                }
            }
        }
    }

    Flavour flavour() {
        return flavour;
    }

    boolean counts(int set) {
        return countsOfSet[set];
    }

    /** The square of ln(figures / figures that draw the gene). */
    double square(int gene) {
        return squares[gene];
    }

    /** The sum of the squares of a figure's genes. */
    double norm(int figure) {
        return norms[figure];
    }
}
