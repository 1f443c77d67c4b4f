/**
 * The text index of a generation: how words are cut, how the index is made from the quads, and what its fields are.
 *
 * <p>Entry class: {@link org.pfocr.rdf.search.index.SearchIndexBuild}.
 */
@NullMarked
package org.pfocr.rdf.search.index;

import org.jspecify.annotations.NullMarked;
