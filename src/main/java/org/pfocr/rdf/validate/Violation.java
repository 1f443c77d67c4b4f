package org.pfocr.rdf.validate;

import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;

/**
 * One thing that breaks a shape or a check.
 *
 * @param source IRI of the shape or the check
 * @param focus what it is about; null where a check's row begins with nothing
 * @param path the property at fault, or null
 * @param value the value at fault, or null
 * @param message what is wrong, in words
 */
public record Violation(
        Node source,
        @Nullable Node focus,
        @Nullable Node path,
        @Nullable Node value,
        String message) {}
