package org.pfocr.rdf.vocab;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of a figure's genes count, by the lexicon that a word was found in. Each flavour has what those before it have.
 * {@code docs/gene-sets.md} has the table.
 */
public enum Flavour {
    /** Approved and official symbols. */
    STRICT(0, "hgnc_symbol", "ncbigene_symbol"),
    /** And aliases and previous symbols. */
    SYNONYMS(1, "hgnc_alias_symbol", "hgnc_prev_symbol", "ncbigene_synonym"),
    /** And families and complexes, where one word stands for many genes, and lexicons that are not known. */
    ALL(2, "bioentities_symbol", "famplex_relations");

    @SuppressWarnings("ImmutableEnumChecker") // It cannot be changed.
    private final Set<String> lexicons;

    private final int number;

    Flavour(int number, String... lexicons) {
        this.number = number;
        this.lexicons = Set.of(lexicons);
    }

    /** Names of the lexicons whose matches this flavour has and those before it have not. */
    public Set<String> lexicons() {
        return lexicons;
    }

    /** The first flavour that has the matches of a lexicon; null is a match without one. */
    public static Flavour ofLexicon(@Nullable String lexicon) {
        return Arrays.stream(values())
                .filter(flavour -> lexicon != null && flavour.lexicons.contains(lexicon))
                .findFirst()
                .orElse(ALL);
    }

    /** The number that stands for it in the index's file. */
    public int number() {
        return number;
    }

    /** The name as users write it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The flavour with a name; null where there is none. */
    public static @Nullable Flavour of(String key) {
        return Arrays.stream(values())
                .filter(flavour -> flavour.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** All names, for messages. */
    public static String keys() {
        return List.of(values()).stream().map(Flavour::key).collect(Collectors.joining(", "));
    }
}
