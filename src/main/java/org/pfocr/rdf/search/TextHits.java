package org.pfocr.rdf.search;

import org.apache.lucene.search.IndexSearcher;

/** What {@code text:query} finds. Thread-safe. */
public final class TextHits {
    TextHits(IndexSearcher searcher, ThingIndex things, Queries queries, Texts texts) {}
}
