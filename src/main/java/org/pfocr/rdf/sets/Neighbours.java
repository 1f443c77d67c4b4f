package org.pfocr.rdf.sets;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.pfocr.rdf.sets.index.SetGroup;
import org.pfocr.rdf.sets.index.SetIndex;
import org.pfocr.rdf.vocab.Flavour;

/** What shares figures with a gene, chemical or disease, and which figures share genes with a figure. Immutable. */
final class Neighbours {
    private final SetIndex index;

    Neighbours(SetIndex index) {
        this.index = index;
    }

    /**
     * A neighbour.
     *
     * @param number of the figure or member, as {@link SetIndex} numbers it
     * @param shared how many genes or figures it shares
     * @param score cosine of figures, or pointwise mutual information of members in bits
     */
    record Neighbour(int number, int shared, double score) {}

    /**
     * What is drawn in the figures that draw a member, in the order of the number of shared figures, then of the score, then
     * of the members' numbers. The score is log2(shared × figures / (figures of one × figures of the other)).
     *
     * @param flavour of genes
     * @param wanted groups of the partners
     * @param limit most that are wanted
     */
    Neighbour[] partners(int member, Flavour flavour, Predicate<SetGroup> wanted, int limit) {
        boolean[] isWanted = new boolean[index.setCount()];
        for (SetGroup group : index.groups()) {
            if (wanted.test(group)) {
                Arrays.fill(isWanted, group.firstSet(), group.endSet(), true);
            }
        }
        int[] shared = new int[index.memberCount()];
        int own = 0;
        for (int at = index.memberStart(member); at < index.memberStart(member + 1); at++) {
            int set = index.memberSet(at);
            if (!isIn(set, flavour)) {
                continue;
            }
            own++;
            int figure = index.setFigure(set >>> SetIndex.FLAVOUR_BITS);
            for (int i = index.figureStart(figure); i < index.figureStart(figure + 1); i++) {
                int other = index.figureSet(i);
                if (isWanted[other]) {
                    for (int j = index.setStart(other); j < index.setStart(other + 1); j++) {
                        if (isIn(index.setMember(j), flavour)) {
                            shared[index.setMember(j) >>> SetIndex.FLAVOUR_BITS]++;
                        }
                    }
                }
            }
        }
        shared[member] = 0;
        double all = (double) index.figureCount() / Math.max(1, own);
        // Only those with as many figures as the last that is wanted can be in the answer.
        int least = least(shared, limit);
        Neighbour[] found = new Neighbour[count(shared, count -> count >= least)];
        int at = 0;
        for (int other = 0; other < shared.length; other++) {
            if (shared[other] >= least) {
                double score = Math.log(shared[other] * all / figures(other, flavour)) / Math.log(2);
                found[at++] = new Neighbour(other, shared[other], score);
            }
        }
        return first(found, limit, (a, b) -> {
            int order = Integer.compare(b.shared, a.shared);
            order = order != 0 ? order : Double.compare(b.score, a.score);
            return order != 0 ? order : Integer.compare(a.number, b.number);
        });
    }

    private static boolean isIn(int numberWithFlavour, Flavour flavour) {
        return (numberWithFlavour & SetIndex.FLAVOUR_MASK) <= flavour.number();
    }

    /** How many figures have a member in a flavour. */
    private int figures(int member, Flavour flavour) {
        int start = index.memberStart(member);
        int end = index.memberStart(member + 1);
        if (flavour == Flavour.ALL) {
            return end - start;
        }
        int count = 0;
        for (int at = start; at < end; at++) {
            count += isIn(index.memberSet(at), flavour) ? 1 : 0;
        }
        return count;
    }

    /** The lowest count, 1 at least, of which there are no more above it than are wanted. */
    private static int least(int[] counts, int wanted) {
        int highest = Arrays.stream(counts).max().orElse(0);
        int[] times = new int[highest + 2];
        for (int count : counts) {
            times[count]++;
        }
        int least = highest;
        for (long above = 0; least > 1; least--) {
            above += times[least];
            if (above >= wanted) {
                break;
            }
        }
        return Math.max(1, least);
    }

    private static int count(int[] values, IntPredicate wanted) {
        return (int) Arrays.stream(values).filter(wanted).count();
    }

    private static Neighbour[] first(Neighbour[] found, int limit, Comparator<Neighbour> order) {
        Arrays.sort(found, order);
        return found.length <= limit ? found : Arrays.copyOf(found, limit);
    }

    /**
     * The figures that share genes with a figure, in the order of the score, then of the number of shared genes, then of the
     * figures' numbers. The score is the cosine of the two as vectors of inverse document frequencies.
     *
     * @param frequencies of the flavour and the organisms that count
     */
    Neighbour[] similar(int figure, Frequencies frequencies, int limit) {
        int[] shared = new int[index.figureCount()];
        double[] products = new double[shared.length];
        for (int i = index.figureStart(figure); i < index.figureStart(figure + 1); i++) {
            int set = index.figureSet(i);
            if (!frequencies.counts(set)) {
                continue;
            }
            for (int j = index.setStart(set); j < index.setStart(set + 1); j++) {
                if (!isIn(index.setMember(j), frequencies.flavour())) {
                    continue;
                }
                int gene = index.setMember(j) >>> SetIndex.FLAVOUR_BITS;
                double square = frequencies.square(gene);
                for (int at = index.memberStart(gene); at < index.memberStart(gene + 1); at++) {
                    int other = index.memberSet(at);
                    if (isIn(other, frequencies.flavour())) {
                        int otherFigure = index.setFigure(other >>> SetIndex.FLAVOUR_BITS);
                        shared[otherFigure]++;
                        products[otherFigure] += square;
                    }
                }
            }
        }
        shared[figure] = 0;
        double own = frequencies.norm(figure);
        long[] order = new long[count(shared, count -> count > 0)];
        int at = 0;
        for (int other = 0; other < shared.length; other++) {
            if (shared[other] > 0) {
                double norm = Math.sqrt(own * frequencies.norm(other));
                products[other] = norm == 0 ? 0 : Math.min(1, products[other] / norm);
                order[at++] = (long) ~Float.floatToRawIntBits((float) products[other]) << 32 | other;
            }
        }
        Arrays.sort(order);
        // Scores that are alike as floats may differ.
        int end = Math.min(limit, order.length);
        while (end > 0 && end < order.length && order[end] >>> 32 == order[end - 1] >>> 32) {
            end++;
        }
        Neighbour[] found = new Neighbour[end];
        for (int i = 0; i < end; i++) {
            int other = (int) order[i];
            found[i] = new Neighbour(other, shared[other], products[other]);
        }
        return first(found, limit, (a, b) -> {
            int byScore = Double.compare(b.score, a.score);
            byScore = byScore != 0 ? byScore : Integer.compare(b.shared, a.shared);
            return byScore != 0 ? byScore : Integer.compare(a.number, b.number);
        });
    }
}
