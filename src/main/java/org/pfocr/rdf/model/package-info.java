/**
 * Step 2 of 5: what a figure is, as immutable records, free of file format and of RDF.
 *
 * <p>Entry class: {@link org.pfocr.rdf.model.Figure}. Texts are exactly as in the source; sentinels that mean "no
 * value" have become null or an empty list.
 */
@NullMarked
package org.pfocr.rdf.model;

import org.jspecify.annotations.NullMarked;
