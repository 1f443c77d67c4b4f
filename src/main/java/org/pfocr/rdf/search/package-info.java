/**
 * Ranked text, facets and suggestions over the figures of a generation, by Lucene. What a text says is read from the store.
 *
 * <p>Entry class: {@link org.pfocr.rdf.search.Search}.
 */
@NullMarked
package org.pfocr.rdf.search;

import org.jspecify.annotations.NullMarked;
