package org.pfocr.rdf.model;

import org.jspecify.annotations.Nullable;

/** Numbers of matches of one organism's genes in one figure; null where the source has none. */
public record MatchCounts(
        @Nullable Long direct,
        @Nullable Long synonym,
        @Nullable Long match) {}
