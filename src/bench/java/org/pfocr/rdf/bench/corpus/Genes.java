package org.pfocr.rdf.bench.corpus;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * All genes that occur, and the words that stand for them. A gene is a place in its organism; places are in the order
 * of popularity, and the same place in two organisms stands for the same gene of both.
 */
final class Genes {

    /** A recognised word: its text, and the genes that the lexicon has for it. */
    record Word(String text, int[] genes, boolean family) {}

    private static final String[] ENDINGS = {"", "A", "B", "L", "R"};
    private static final long PRIME = 99_999_989;
    private static final int MEMBERS = 12;

    private final KnownGenes known = new KnownGenes();
    private final Organisms organisms;
    private final long seed;
    private final double[] cumulated;
    private final String[] symbols;

    Genes(Organisms organisms, long seed) {
        this.organisms = organisms;
        this.seed = seed;
        int places = organisms.all().get(0).genes();
        symbols = new String[places];
        Set<String> used = new HashSet<>(known.symbols());
        for (int place = 0; place < places; place++) {
            symbols[place] = place < known.symbols().size() ? known.symbols().get(place) : invented(place, used);
        }
        cumulated = new double[words()];
        double sum = 0;
        for (int rank = 0; rank < cumulated.length; rank++) {
            // Fitted to the ten highest counts and to the 6,947 genes that 90,719 rows have.
            sum += Math.pow(rank + 5, -0.75) * Math.exp(-rank / 2500.0);
            cumulated[rank] = sum;
        }
    }

    /** Neighbours share their letters, as the members of a family do. */
    private static String invented(int place, Set<String> used) {
        int family = place / MEMBERS;
        for (int attempt = 0; ; attempt++) {
            int letters = Math.floorMod(family * 7919 + 1234 + attempt * 101, 17_576);
            String symbol = "" + (char) ('A' + letters / 676) + (char) ('A' + letters / 26 % 26)
                    + (char) ('A' + letters % 26) + ENDINGS[family % ENDINGS.length] + (place % MEMBERS + 1);
            if (used.add(symbol)) {
                return symbol;
            }
        }
    }

    private int words() {
        return known.words().size() + symbols.length - known.symbols().size();
    }

    /** A word by its popularity. */
    Word word(Draw draw) {
        double x = draw.unit() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, x);
        int rank = found >= 0 ? found : Math.min(cumulated.length - 1, -found - 1);
        List<KnownGenes.Word> first = known.words();
        if (rank < first.size()) {
            KnownGenes.Word word = first.get(rank);
            return new Word(word.text(), word.genes(), word.genes().length > 1);
        }
        return wordOf(rank - first.size() + known.symbols().size());
    }

    /** The word whose first gene is at a place: its symbol, a synonym, or the name of a family. */
    private Word wordOf(int place) {
        Draw draw = new Draw(seed, "word", place);
        int size = Math.min(symbols.length - place, (int) Shape.GENES_OF_A_WORD.get(draw.unit()));
        int[] genes = new int[size];
        for (int i = 0; i < size; i++) {
            genes[i] = place + i;
        }
        String symbol = symbols[place];
        if (size > 1) {
            return new Word(symbol.substring(0, 3) + "-" + (char) ('a' + place % 7), genes, true);
        }
        return new Word(draw.chance(0.5) ? symbol : "p" + (10 + draw.below(300)) + symbol.charAt(0), genes, false);
    }

    String symbol(Organism organism, int place) {
        if (place >= symbols.length) {
            return "LOC" + id(organism, place);
        }
        String human = symbols[place];
        return switch (organism.group()) {
            case "Primates" -> human;
            case "Rodents", "Mammals" -> human.charAt(0) + human.substring(1).toLowerCase(Locale.ROOT);
            case "Vertebrates", "Invertebrates" -> human.toLowerCase(Locale.ROOT);
            case "Bacteria" -> human.substring(0, 2).toLowerCase(Locale.ROOT) + (char) ('A' + place % 26) + place / 26;
            case "Plants" -> "AT" + (place % 5 + 1) + "G" + (10_000 + place);
            default -> human;
        };
    }

    int id(Organism organism, int place) {
        if (organism.firstGene() == 0 && place < known.symbols().size()) {
            return known.id(place);
        }
        // Spread like real ids; the prime keeps them apart from each other, the addition from those of known genes.
        return (int) (1_000_000 + (organism.firstGene() + place) * 48_271L % PRIME);
    }

    Organisms organisms() {
        return organisms;
    }
}
