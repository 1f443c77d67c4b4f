/**
 * Step 4 of 5: where triples end: dumps, and the counts that describe them. A store is in {@code store}.
 *
 * <p>Entry class: {@link org.pfocr.rdf.sink.Sink}.
 */
@NullMarked
package org.pfocr.rdf.sink;

import org.jspecify.annotations.NullMarked;
