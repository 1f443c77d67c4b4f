package org.pfocr.rdf.search;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pfocr.rdf.search.index.Fields;

/**
 * Where words are looked for.
 *
 * @param ranked fields of stemmed text, and how much a word in them counts
 * @param isWhole whether symbols, ids and genes count too
 */
record Scope(Map<String, Float> ranked, boolean isWhole) {
    /** All that is known of a figure: titles before captions. */
    static final Scope FIGURE = new Scope(weights(), true);

    /** OCR words and what they matched. */
    static final Scope SYMBOLS = new Scope(Map.of(Fields.SYMBOL, 1f), false);

    /** Any texts, for what is found in them and not where. */
    static final Scope TEXTS = new Scope(Map.of(Fields.TITLE, 1f, Fields.SYMBOL, 1f), false);

    private static Map<String, Float> weights() {
        Map<String, Float> weights = new LinkedHashMap<>();
        weights.put(Fields.TITLE, 5f);
        weights.put(Fields.CAPTION, 1.5f);
        weights.put(Fields.PAPER, 1.5f);
        weights.put(Fields.KEYWORD, 1.5f);
        weights.put(Fields.NAMES, 2f);
        return weights;
    }

    /** Whether symbols are looked for, by themselves or with all else. */
    boolean hasSymbols() {
        return isWhole || ranked.containsKey(Fields.SYMBOL);
    }

    /** One field only. */
    static Scope of(String field) {
        return new Scope(Map.of(field, 1f), false);
    }
}
