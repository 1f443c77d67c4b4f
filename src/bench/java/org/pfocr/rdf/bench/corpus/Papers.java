package org.pfocr.rdf.bench.corpus;

/** Which figure is in which paper. Figure 0 is the one that the example queries name. */
final class Papers {

    private static final int NAMED_PMC = 10_003_241;

    private final int[] paper;
    private final int[] place;
    private final int count;

    Papers(int figures, long seed) {
        paper = new int[figures];
        place = new int[figures];
        int next = 0;
        for (int figure = 0; figure < figures; next++) {
            int size = next == 0 ? 1 : size(Draw.even(seed, "figures of a paper", next));
            for (int i = 0; i < size && figure < figures; i++, figure++) {
                paper[figure] = next;
                place[figure] = i;
            }
        }
        count = next;
    }

    private static int size(double u) {
        double total = 0;
        for (double papers : Shape.FIGURES_OF_A_PAPER) {
            total += papers;
        }
        double rest = u * total;
        int last = Shape.FIGURES_OF_A_PAPER.length - 1;
        for (int i = 0; i < last; i++) {
            if (rest < Shape.FIGURES_OF_A_PAPER[i]) {
                return i + 1;
            }
            rest -= Shape.FIGURES_OF_A_PAPER[i];
        }
        double share = rest / Shape.FIGURES_OF_A_PAPER[last];
        double mean = Shape.FIGURES_OF_A_LONG_PAPER - last - 1;
        return last + 1 + Math.min(40, (int) (Math.log1p(-share) / Math.log(mean / (1 + mean))));
    }

    int count() {
        return count;
    }

    int of(int figure) {
        return paper[figure];
    }

    /** The place of a figure in its paper, from 0. */
    int place(int figure) {
        return place[figure];
    }

    /** The number in a paper's PMC id. */
    static int pmc(int paper) {
        if (paper == 0) {
            return NAMED_PMC;
        }
        int pmc = 1_100_000 + paper * 117 + (int) Long.remainderUnsigned(Draw.mix(paper), 117);
        // The named paper keeps its id for itself: the next paper's begins 117 later.
        return pmc == NAMED_PMC ? pmc + 1 : pmc;
    }

    static String figid(int paper, int place) {
        if (paper == 0) {
            return "PMC10003241__ijms-24-04893-g003";
        }
        int pmc = pmc(paper);
        String stem =
                switch (paper % 6) {
                    case 0 -> "gr" + (place + 1);
                    case 1 -> "fpth-" + (paper % 14 + 1) + "-" + pmc % 100_000 + "-g00" + (place + 1);
                    case 2 -> "nihms" + pmc % 1_000_000 + "f" + (place + 1);
                    case 3 ->
                        "pone." + String.format(java.util.Locale.ROOT, "%07d", pmc % 10_000_000) + ".g00" + (place + 1);
                    case 4 -> "12345_" + (paper % 23 + 2000) + "_" + pmc % 10_000 + "_Fig" + (place + 1) + "_HTML";
                    default -> "zbc" + String.format(java.util.Locale.ROOT, "%09d", pmc) + (place + 1);
                };
        return "PMC" + pmc + "__" + stem;
    }
}
