package org.pfocr.rdf.model;

import org.jspecify.annotations.Nullable;

/**
 * One row of a figure's chemicals or diseases: a recognised text and the concept it was matched to.
 *
 * @param word the text as OCR read it, unchanged
 * @param mesh MeSH id, such as {@code D001839}; null where the source has none or a broken one
 * @param matchedTerm the MeSH term it matched
 * @param name name of the concept
 * @param other ChEBI id (chemicals) or Disease Ontology id (diseases), digits; null where none
 */
public record TermRow(
        String word,
        @Nullable String mesh,
        @Nullable String matchedTerm,
        @Nullable String name,
        @Nullable String other) {}
