package org.pfocr.rdf.bench.corpus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The gene rows of one figure: words of the lexicon, matched in one organism after the other. */
final class GeneRows {

    record Row(Organism organism, String word, String match, int gene, String symbol, String source) {}

    private static final int MOST_ATTEMPTS = 40;

    private final Genes genes;
    private final Draw draw;
    private final boolean first;
    private final Map<Organism, List<Row>> rows = new LinkedHashMap<>();
    private final Set<Row> seen = new HashSet<>();
    private final List<Genes.Word> words = new ArrayList<>();
    private int left;

    GeneRows(Genes genes, Draw draw, boolean first, int target) {
        this.genes = genes;
        this.draw = draw;
        this.first = first;
        left = target;
    }

    /** Adds genes by their symbols, for those that must be in this figure. */
    void force(Organism organism, int from, int to) {
        for (int place = from; place < to; place++) {
            String symbol = genes.symbol(organism, place);
            add(organism, new Genes.Word(symbol, new int[] {place}, false), symbol);
        }
    }

    /** Fills up to the target with the words of these organisms, most of them of the first. */
    List<Row> fill(List<Organism> organisms) {
        Organism main = organisms.get(0);
        for (int i = 1; i < organisms.size(); i++) {
            Organism other = organisms.get(i);
            draws(other, Math.min(other.genes() / 2 + 1, left * 2 / 5));
        }
        draws(main, left);
        List<Row> all = new ArrayList<>();
        rows.values().forEach(all::addAll);
        // Some rows of the real tables are there twice.
        if (!all.isEmpty() && draw.chance(0.05)) {
            all.add(all.get(all.size() - 1));
        }
        return all;
    }

    private void draws(Organism organism, int share) {
        int end = left - share;
        int place = 0;
        for (int attempts = 0; left > end && attempts < share * MOST_ATTEMPTS + MOST_ATTEMPTS; attempts++) {
            Genes.Word word;
            if (place < words.size() && draw.chance(0.7)) {
                word = words.get(place++);
            } else if (organism.genes() < 3_000) {
                int gene = draw.skewed(organism.genes());
                word = new Genes.Word(genes.symbol(organism, gene), new int[] {gene}, false);
            } else {
                word = genes.word(draw);
                words.add(word);
                place = words.size();
            }
            int before = left;
            String written = written(word.text());
            add(organism, word, written);
            while (left < end) {
                drop(organism);
            }
            // The same word with a sign before or after it, as OCR reads it.
            if (left > end && left < before && draw.chance(0.05)) {
                add(organism, new Genes.Word(word.text(), new int[] {word.genes()[0]}, word.family()), "p-" + written);
            }
        }
    }

    private void add(Organism organism, Genes.Word word, String written) {
        String match = word.text().toUpperCase(Locale.ROOT);
        for (int i = 0; i < word.genes().length; i++) {
            int place = word.genes()[i];
            if (place < organism.genes()) {
                String symbol = genes.symbol(organism, place);
                Row row = new Row(
                        organism, written, match, genes.id(organism, place), symbol, source(word, symbol, match, i));
                if (seen.add(row)) {
                    rows.computeIfAbsent(organism, key -> new ArrayList<>()).add(row);
                    left--;
                }
            }
        }
    }

    private void drop(Organism organism) {
        List<Row> list = rows.get(organism);
        if (list == null) {
            throw new IllegalStateException("no rows of " + organism.name());
        }
        list.remove(list.size() - 1);
        left++;
    }

    private String source(Genes.Word word, String symbol, String match, int i) {
        boolean half = (word.text().hashCode() & 1) == 0;
        if (word.family()) {
            if (first) {
                return half || i % 2 == 0 ? "bioentities_symbol" : "hgnc_alias_symbol";
            }
            return i == 0 || half ? "ncbigene_synonym" : "famplex_relations";
        }
        if (symbol.equalsIgnoreCase(match)) {
            return first ? "hgnc_symbol" : "ncbigene_symbol";
        }
        return first ? (half ? "hgnc_alias_symbol" : "hgnc_prev_symbol") : "ncbigene_synonym";
    }

    private String written(String text) {
        return switch (draw.below(48)) {
            case 0 -> "(" + text;
            case 1 -> text + "*";
            case 2 -> text + ",";
            case 3 -> text.toLowerCase(Locale.ROOT);
            case 4 -> text + " ";
            case 5 -> "P-" + text;
            case 6 -> "\"" + text;
            case 7 -> text + "  " + text.charAt(0);
            case 8 -> "\\" + text;
            default -> text;
        };
    }
}
