/**
 * The form of a store's files, known in one place: blocks of trees, bytes and hashes of terms, counts.
 *
 * <p>Entry class: {@link org.pfocr.rdf.store.layout.GenerationInfo}.
 */
@NullMarked
package org.pfocr.rdf.store.layout;

import org.jspecify.annotations.NullMarked;
