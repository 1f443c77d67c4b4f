package org.pfocr.rdf.search.found;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found.
 *
 * @param total figures that match
 * @param facets what the figures that match have, by the kind's word: that which most have first
 */
public record SearchResult(long total, List<Figure> figures, Map<String, List<Facet>> facets) {
    /**
     * A figure that was found.
     *
     * @param id its FIGID
     * @param title its title, or what stands for it
     * @param titleHtml the title in HTML, with what was found in {@code mark}
     * @param captionHtml parts of the caption, likewise
     * @param paper null where it is not known
     * @param year null where it is not known
     * @param organism names, with commas between them
     * @param image null where there is none
     * @param genes how many it has
     * @param matched names of its things that the text names
     */
    public record Figure(
            Node figure,
            String id,
            String title,
            String titleHtml,
            String captionHtml,
            @Nullable Node paper,
            String paperTitle,
            @Nullable Integer year,
            String organism,
            @Nullable Node image,
            double score,
            int genes,
            List<String> matched) {}

    /**
     * Something that figures have.
     *
     * @param value an IRI, or a word; what to ask for
     * @param count figures that have it and match
     */
    public record Facet(String value, String label, int count) {}

    public SearchResult {
        figures = List.copyOf(figures);
        facets = Collections.unmodifiableMap(new LinkedHashMap<>(facets)); // The order is part of the answer.
    }
}
