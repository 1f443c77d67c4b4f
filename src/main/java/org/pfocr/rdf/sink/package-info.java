/**
 * Step 4 of 5: where triples end: dumps, the TDB2 store, and the counts that describe them.
 *
 * <p>Entry class: {@link org.pfocr.rdf.sink.Sink}.
 */
@NullMarked
package org.pfocr.rdf.sink;

import org.jspecify.annotations.NullMarked;
