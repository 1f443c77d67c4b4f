package org.pfocr.rdf.model;

import org.jspecify.annotations.Nullable;

/**
 * An enrichment term of a figure: {@code value} in the collection {@code type}; neither is empty.
 *
 * @param id the term in an ontology of the OBO Foundry, such as {@code DOID_9352}; null where not known
 * @param parent a broader term of the collection; null where not known
 */
public record Annotation(
        String type,
        String value,
        @Nullable String id,
        @Nullable String parent) {}
