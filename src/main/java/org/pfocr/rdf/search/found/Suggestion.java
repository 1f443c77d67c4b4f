package org.pfocr.rdf.search.found;

import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody may be about to type.
 *
 * @param kind gene, chemical, disease, organism, annotation, keyword, figure or paper
 * @param iri null for a keyword
 * @param detail what tells it from others of the same name; may be empty
 * @param figures figures that have it
 */
public record Suggestion(
        String label, String kind, @Nullable Node iri, String detail, int figures) {}
