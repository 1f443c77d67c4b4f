/**
 * A finished generation, open for reading: TDB2's data set over mapped files, with tables and indexes of our own below it,
 * which need no locks because nothing changes.
 *
 * <p>Entry class: {@link org.pfocr.rdf.store.read.OpenGeneration}.
 */
@NullMarked
package org.pfocr.rdf.store.read;

import org.jspecify.annotations.NullMarked;
