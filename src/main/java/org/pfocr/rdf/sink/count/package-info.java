/**
 * Counts what passes to a sink, for the description of the data set: triples, classes, properties, and links to others.
 *
 * <p>Entry class: {@link org.pfocr.rdf.sink.count.CountingSink}.
 */
@NullMarked
package org.pfocr.rdf.sink.count;

import org.jspecify.annotations.NullMarked;
