package org.pfocr.rdf.bench.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The chemicals, or the diseases, that occur: few of them often, most of them once or twice. */
final class Terms {

    /** {@code other} is the ChEBI or DO id without its prefix, empty where there is none. */
    record Term(String mesh, String name, String other) {}

    /** Real ids, so that known chemicals are among the frequent ones. */
    static final List<Term> CHEMICALS = List.of(
            new Term("D000255", "ATP", "15422"),
            new Term("D005947", "Glucose", "4167"),
            new Term("D013481", "Superoxides", "18421"),
            new Term("D002118", "Calcium", "29108"),
            new Term("D005227", "Fatty Acids", "35366"),
            new Term("D009243", "NAD", "15846"),
            new Term("D005978", "Glutathione", "16856"),
            new Term("D015232", "Dinoprostone", "15551"),
            new Term("D012701", "Serotonin", "28790"),
            new Term("D000409", "Alanine", "16449"),
            new Term("D007294", "Inositol", "17268"),
            new Term("D012964", "Sodium", "52634"));

    static final List<Term> DISEASES = List.of(
            new Term("D009369", "Neoplasms", ""),
            new Term("D003924", "Diabetes Mellitus, Type 2", "9352"),
            new Term("D008545", "Melanoma", ""),
            new Term("D010051", "Ovarian Neoplasms", ""),
            new Term("D055370", "Lung Injury", ""));

    private final Term[] terms;
    private final double[] cumulated;
    private final double withoutId;

    Terms(long seed, String stream, List<Term> known, int count, double withoutId) {
        this.withoutId = withoutId;
        terms = new Term[count];
        cumulated = new double[count];
        double sum = 0;
        for (int rank = 0; rank < count; rank++) {
            terms[rank] = rank < known.size() ? known.get(rank) : invented(new Draw(seed, stream, rank), rank);
            sum += 1 / (rank + 4.0);
            cumulated[rank] = sum;
        }
    }

    private static Term invented(Draw draw, int rank) {
        String mesh = rank % 3 == 0
                ? String.format(Locale.ROOT, "D%06d", 900_000 + rank)
                : String.format(Locale.ROOT, "C%06d", 800_000 + rank);
        String name = (draw.chance(0.2) ? draw.below(9) + 1 + "-" : "") + Prose.name(draw, 2 + draw.below(3));
        return new Term(mesh, name, draw.chance(0.45) ? Integer.toString(300_000 + rank) : "");
    }

    Term get(int rank) {
        return terms[rank];
    }

    int count() {
        return terms.length;
    }

    /** A term by its popularity. */
    Term draw(Draw draw) {
        if (draw.chance(withoutId)) {
            return new Term("", Prose.name(draw, 3), "");
        }
        int found = Arrays.binarySearch(cumulated, draw.unit() * cumulated[cumulated.length - 1]);
        return terms[found >= 0 ? found : Math.min(terms.length - 1, -found - 1)];
    }

    /** A term as it is written in a figure. */
    static String word(Draw draw, Term term) {
        return switch (draw.below(12)) {
            case 0 -> term.name().toLowerCase(Locale.ROOT);
            case 1 -> term.name() + "  ";
            case 2 -> "(" + term.name();
            case 3 -> term.name() + "*";
            default -> term.name();
        };
    }
}
