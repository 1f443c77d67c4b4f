package org.pfocr.rdf.bench.corpus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The organisms: some that most figures are about, with their real taxonomy ids, and a long tail of invented ones. The
 * genes of all of them together are as many as the real database has.
 */
final class Organisms {

    /** Name, taxonomy id, group, genes that occur, weight among the organisms besides human. */
    private static final Object[][] MAIN = {
        {"Homo sapiens", "9606", "Primates", 19_400, 0.0},
        {"Mus musculus", "10090", "Rodents", 17_600, 30.0},
        {"Drosophila melanogaster", "7227", "Invertebrates", 11_900, 24.0},
        {"Rattus norvegicus", "10116", "Rodents", 14_800, 16.0},
        {"Danio rerio", "7955", "Vertebrates", 9_700, 5.0},
        {"Caenorhabditis elegans", "6239", "Invertebrates", 7_400, 4.0},
        {"Saccharomyces cerevisiae", "4932", "Plants and Fungi", 5_300, 4.0},
        {"Arabidopsis thaliana", "3702", "Plants", 10_100, 5.0},
        {"Bos taurus", "9913", "Mammals", 5_600, 2.0},
        {"Sus scrofa", "9823", "Mammals", 4_900, 2.0},
        {"Gallus gallus", "9031", "Vertebrates", 4_400, 2.0},
        {"Escherichia coli", "562", "Bacteria", 2_900, 2.0},
    };

    private static final int WITH_GENES = 900;
    private static final String[] GROUPS = {
        "Bacteria", "Plants", "Invertebrates", "Vertebrates", "Mammals", "Plants and Fungi", "Viruses"
    };

    private final List<Organism> all = new ArrayList<>();

    Organisms(long seed) {
        int first = 0;
        for (Object[] row : MAIN) {
            Organism organism = new Organism(
                    (String) row[0], (String) row[1], (String) row[2], (int) row[3], first, (double) row[4]);
            all.add(organism);
            first += organism.genes();
        }
        Set<String> names = new HashSet<>();
        int rest = Shape.GENES - first;
        double harmonic = 0;
        for (int i = 1; i <= WITH_GENES; i++) {
            harmonic += 1 / (i + 20.0);
        }
        for (int i = 1; i <= Shape.ORGANISM_PAGES - MAIN.length; i++) {
            Draw draw = new Draw(seed, "organism", i);
            String name = Prose.binomial(draw);
            while (!names.add(name)) {
                name = Prose.binomial(draw);
            }
            int genes = 0;
            if (i <= WITH_GENES) {
                int left = Shape.GENES - first - (WITH_GENES - i);
                genes = i == WITH_GENES ? left : Math.min(left, (int) Math.max(1, rest / (i + 20.0) / harmonic));
            }
            // Beyond the real ids of today, so that no invented organism is a real one.
            all.add(new Organism(
                    name, Integer.toString(8_000_000 + i * 37), draw.of(GROUPS), genes, first, 3.0 / (i + 9)));
            first += genes;
        }
    }

    List<Organism> all() {
        return all;
    }

    int main() {
        return MAIN.length;
    }

    /** Organisms with genes come first. */
    int withGenes() {
        return MAIN.length + WITH_GENES;
    }

    static String page(Organism organism, int place) {
        // Some pages of the real database lack the taxonomy id, and use one kind of quotes or the other.
        String quote = place % 3 == 0 ? "\"" : "'";
        String taxon = place >= MAIN.length && place % 50 == 0 ? "" : quote + organism.taxon() + quote;
        return "---\ncommon: " + organism.name() + "\nlatin: " + organism.name() + "\nncbi: " + taxon + "\ntitle: "
                + organism.name() + "\ngroup: " + organism.group() + "\nimage: .na.character\n\n---\n";
    }

    static String fileName(Organism organism) {
        return organism.name().toLowerCase(java.util.Locale.ROOT).replace(' ', '_') + ".md";
    }
}
