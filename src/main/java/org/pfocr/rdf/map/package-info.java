/**
 * Step 3 of 5: from one figure to its triples. Stateless.
 *
 * <p>Entry class: {@link org.pfocr.rdf.map.FigureMapper}.
 */
@NullMarked
package org.pfocr.rdf.map;

import org.jspecify.annotations.NullMarked;
