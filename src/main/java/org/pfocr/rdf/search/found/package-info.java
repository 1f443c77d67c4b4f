/**
 * What is asked of a search and what it finds, as values, and their forms as JSON and as tables.
 *
 * <p>Entry class: {@link org.pfocr.rdf.search.found.SearchResult}.
 */
@NullMarked
package org.pfocr.rdf.search.found;

import org.jspecify.annotations.NullMarked;
