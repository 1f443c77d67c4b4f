package org.pfocr.rdf.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.jena.graph.Node;

/** Which known terms somebody may have meant by one that is not known. Stateless. */
final class Nearest {
    private static final int MOST = 4;
    /** A name may differ in so large a part of its letters. */
    private static final double MAX_PART = 0.4;

    private Nearest() {}

    /** The nearest terms, by letters and by the words that names are made of; none where nothing is near. */
    static List<Node> of(Node wrong, Collection<Node> known) {
        String name = DataSchema.local(wrong);
        return known.stream()
                .filter(term -> cost(name, DataSchema.local(term)) <= MAX_PART)
                .sorted(Comparator.comparingDouble((Node term) -> cost(name, DataSchema.local(term)))
                        .thenComparing(Node::getURI))
                .limit(MOST)
                .toList();
    }

    private static double cost(String one, String other) {
        double letters = (double) edits(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT))
                / Math.max(1, Math.max(one.length(), other.length()));
        Set<String> words = words(one);
        Set<String> shared = new HashSet<>(words);
        shared.retainAll(words(other));
        if (shared.isEmpty()) {
            return letters;
        }
        // A name that shares its last word, such as hasGene with mentionsGene, is near, the more the less else there
        // is.
        double rest = 1 - 2.0 * shared.size() / (words.size() + words(other).size());
        return Math.min(letters, 0.1 + rest / 2);
    }

    private static Set<String> words(String name) {
        Set<String> words = new HashSet<>();
        for (String word : name.split("(?<=[a-z])(?=[A-Z])|[_-]", -1)) {
            String small = word.toLowerCase(Locale.ROOT);
            if (small.length() > 3 && !small.equals("with")) {
                words.add(small.replaceFirst("s$", ""));
            }
        }
        return words;
    }

    /** Edits of one character that make one word of the other (V. Levenshtein, 1966). */
    static int edits(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int least = Math.min(
                        Math.min(row[j], row[j - 1]) + 1,
                        diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1));
                diagonal = row[j];
                row[j] = least;
            }
        }
        return row[other.length()];
    }
}
