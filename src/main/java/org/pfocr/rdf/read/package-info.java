/**
 * Step 2 of 5: text to model. Pure: bytes in, values out; no file system, no clock, no RDF.
 *
 * <p>Entry class: {@link org.pfocr.rdf.read.FigureReader}.
 */
@NullMarked
package org.pfocr.rdf.read;

import org.jspecify.annotations.NullMarked;
