/**
 * The property functions of SPARQL that ask the sets of figures: {@code pfocr:enriched}, {@code pfocr:similarTo} and {@code
 * pfocr:drawnWith}.
 *
 * <p>Entry class: {@link org.pfocr.rdf.sets.query.SetFunctions}.
 */
@NullMarked
package org.pfocr.rdf.sets.query;

import org.jspecify.annotations.NullMarked;
