package org.pfocr.rdf.search.found;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.search.index.Kind;

/**
 * What somebody looks for.
 *
 * @param text words as people type them; empty for all figures
 * @param wanted things that a figure must have, all of them: IRIs, ids or names, by kind
 * @param fromYear of the paper; null for any
 * @param toYear of the paper; null for any
 */
public record SearchRequest(
        String text,
        int offset,
        int limit,
        Sort sort,
        Map<Kind, List<String>> wanted,
        @Nullable Integer fromYear,
        @Nullable Integer toYear) {
    /** Which figures come first; ties in the order of the store. */
    public enum Sort {
        RELEVANCE("relevance"),
        OLDEST("year"),
        NEWEST("-year"),
        GENES("genes");

        private final String word;

        Sort(String word) {
            this.word = word;
        }

        /** The word for it in requests. */
        public String word() {
            return word;
        }
    }

    public SearchRequest {
        wanted = wanted.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /** The first figures for a text. */
    public static SearchRequest of(String text, int limit) {
        return new SearchRequest(text, 0, limit, Sort.RELEVANCE, Map.of(), null, null);
    }
}
