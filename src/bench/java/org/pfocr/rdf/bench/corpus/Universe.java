package org.pfocr.rdf.bench.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that figures are about, shared by the threads that write them. */
final class Universe {

    /** Genes that are brought into a figure together. */
    private static final int GROUP = 5;

    /** Organisms besides human; in the ten tables at hand there are 1 to 4 in all. */
    private static final int[] OTHERS = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 4};

    private final long seed;
    private final Organisms organisms;
    private final Genes genes;
    private final Papers papers;
    private final Terms chemicals;
    private final Terms diseases;
    private final Homes geneHomes;
    private final Homes chemicalHomes;
    private final Homes diseaseHomes;
    private final List<int[]> groups = new ArrayList<>();
    private final double[] weights;

    Universe(int figures, long seed) {
        this.seed = seed;
        organisms = new Organisms(seed);
        genes = new Genes(organisms, seed);
        papers = new Papers(figures, seed);
        chemicals = new Terms(seed, "chemical", Terms.CHEMICALS, Shape.CHEMICALS, 0.08);
        diseases = new Terms(seed, "disease", Terms.DISEASES, Shape.DISEASES, 0.1);
        weights = new double[organisms.withGenes()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            Organism organism = organisms.all().get(i);
            sum += organism.weight();
            weights[i] = sum;
            for (int from = 0; from < organism.genes(); from += GROUP) {
                groups.add(new int[] {i, from, Math.min(organism.genes(), from + GROUP)});
            }
        }
        geneHomes = new Homes(figures, seed, "gene home", groups.size(), f -> !kind(f).first() && kind(f).genes());
        chemicalHomes = new Homes(
                figures, seed, "chemical home", Shape.CHEMICALS, f -> !kind(f).first() && kind(f).chemicals());
        diseaseHomes =
                new Homes(figures, seed, "disease home", Shape.DISEASES, f -> !kind(f).first() && kind(f).diseases());
    }

    Kind kind(int figure) {
        return Kind.of(seed, figure);
    }

    Papers papers() {
        return papers;
    }

    Organisms organisms() {
        return organisms;
    }

    /** The number of a figure's pathway at WikiPathways, or 0. */
    int pathway(int figure) {
        Draw draw = new Draw(seed, "pathway", figure);
        return draw.chance(Shape.WIKIPATHWAYS) ? 100 + draw.below(5_300) : 0;
    }

    List<GeneRows.Row> geneRows(int figure, Kind kind, Draw draw) {
        double u = Draw.even(seed, "gene rows", figure);
        int target = figure == 0 ? 69 : (int) Math.round((kind.first() ? Shape.ROWS_1 : Shape.ROWS_2).get(u));
        GeneRows rows = new GeneRows(genes, draw, kind.first(), Math.max(1, target));
        Organism human = organisms.all().get(0);
        if (figure == 0) {
            rows.force(human, 0, 20);
        }
        if (!kind.first()) {
            for (int i = geneHomes.from(figure); i < geneHomes.to(figure); i++) {
                int[] group = groups.get(geneHomes.thing(i));
                rows.force(organisms.all().get(group[0]), group[1], group[2]);
            }
        }
        List<Organism> in = new ArrayList<>();
        if (kind.first() || figure == 0 || draw.chance(0.94)) {
            in.add(human);
        }
        if (!kind.first() && figure > 0) {
            for (int others = OTHERS[draw.below(OTHERS.length)] + (in.isEmpty() ? 1 : 0); others > 0; others--) {
                Organism other = other(draw);
                if (!in.contains(other)) {
                    in.add(other);
                }
            }
        }
        return rows.fill(in);
    }

    private Organism other(Draw draw) {
        int found = Arrays.binarySearch(weights, draw.unit() * weights[weights.length - 1]);
        return organisms.all().get(Math.max(1, found >= 0 ? found : -found - 1));
    }

    List<FigureWriter.TermRow> chemicalRows(int figure, Draw draw) {
        int count = figure == 0 ? 12 : 1 + draw.geometric(Shape.CHEMICAL_ROWS - 1);
        return terms(chemicals, chemicalHomes, figure, count, draw);
    }

    List<FigureWriter.TermRow> diseaseRows(int figure, Draw draw) {
        return terms(diseases, diseaseHomes, figure, 1 + draw.geometric(Shape.DISEASE_ROWS - 1), draw);
    }

    private static List<FigureWriter.TermRow> terms(Terms terms, Homes homes, int figure, int count, Draw draw) {
        List<FigureWriter.TermRow> rows = new ArrayList<>();
        for (int i = homes.from(figure); i < homes.to(figure); i++) {
            Terms.Term term = terms.get(homes.thing(i));
            rows.add(new FigureWriter.TermRow(Terms.word(draw, term), term));
        }
        while (rows.size() < count) {
            Terms.Term term = terms.draw(draw);
            rows.add(new FigureWriter.TermRow(Terms.word(draw, term), term));
        }
        return rows;
    }
}
