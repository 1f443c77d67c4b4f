package org.pfocr.rdf.bench.corpus;

/**
 * The numbers of the real database, and the choices where they are not known. Rows per figure, genes per word, figures
 * per paper, years and caption lengths are measured; what is marked "chosen" is not.
 */
final class Shape {

    static final int FIGURES = 91_117;
    static final int GENE_ROWS = 4_419_511;
    static final int GENES = 146_566;
    static final int CHEMICALS = 10_944;
    static final int DISEASES = 1_162;
    static final int ORGANISM_PAGES = 2_300;

    /** Chosen: files that were not written anew since 2021. */
    static final double GENERATION_1 = 0.05;

    /** These three give about 274,000 files at full size. */
    static final double GENE_TABLE = 0.988;

    static final double CHEMICALS_PRESENT = 0.866;
    static final double DISEASES_PRESENT = 0.231;

    static final double CHEMICAL_ROWS = 213_767 / (FIGURES * CHEMICALS_PRESENT);
    static final double DISEASE_ROWS = 27_815 / (FIGURES * DISEASES_PRESENT);

    /** Chosen: tables of chemicals with the older columns. */
    static final double OLD_COLUMNS = 0.03;

    /** Chosen: links to other collections. */
    static final double WIKIPATHWAYS = 0.015;

    static final double NDEX = 0.1;

    private static final double GENERATION_1_ROWS = 34.1;

    /** Rows that bring in a rare gene or repeat a word come on top of what is drawn. */
    private static final double ON_TOP = 1.007;

    /** Measured on generation 1, where only human genes were matched. */
    static final Quantiles ROWS_1 = Quantiles.of(
                    0, 1, .1, 3, .25, 11, .5, 28, .75, 47, .9, 71, .95, 92, .99, 153, 1, 339)
            .withMean(GENERATION_1_ROWS);

    /** The same shape with the tail of generation 2: several organisms, and single figures with thousands of rows. */
    static final Quantiles ROWS_2 = Quantiles.of(
                    0, 1, .1, 4, .25, 14, .5, 35, .75, 62, .9, 98, .95, 132, .99, 260, .999, 900, 1, 4600)
            .withMean((GENE_ROWS / (double) FIGURES - GENERATION_1 * GENERATION_1_ROWS)
                    / ((1 - GENERATION_1) * GENE_TABLE)
                    / ON_TOP);

    static final Quantiles GENES_OF_A_WORD = Quantiles.of(0, 1, .7, 1, .7001, 2, .89, 5, .985, 19, 1, 67);

    static final Quantiles CAPTION = Quantiles.of(
            0, 24, .1, 210, .25, 398, .5, 745, .75, 1197, .9, 1708, .95, 2118, .99, 3123, .9999, 9763, 1, 9763);

    /** Papers with 1, 2, 3, 4 figures and with 5 or more. */
    static final double[] FIGURES_OF_A_PAPER = {50_878, 4_937, 1_060, 332, 177};

    /** Mean of the last class, so that 91,117 figures are in 78,173 papers. */
    static final double FIGURES_OF_A_LONG_PAPER = 9.27;

    static final int FIRST_YEAR = 1996;

    /** Figures of each year; 2010 to 2020 measured on 66,283 figures, the others chosen to fill up. */
    static final int[] YEARS = {
        60,
        90,
        140,
        190,
        260,
        340,
        430,
        530,
        640,
        780,
        930,
        1100,
        1400,
        1750, // to 2009
        2108,
        2673,
        3368,
        3894,
        4263,
        4655,
        5034,
        5772,
        6871,
        7449,
        9593, // 2010 to 2020
        10_200,
        9_800,
        4_834 // to 2023
    };

    private Shape() {}

    static int year(double u) {
        int total = 0;
        for (int figures : YEARS) {
            total += figures;
        }
        double rest = u * total;
        for (int i = 0; i < YEARS.length; i++) {
            rest -= YEARS[i];
            if (rest < 0) {
                return FIRST_YEAR + i;
            }
        }
        return FIRST_YEAR + YEARS.length - 1;
    }
}
