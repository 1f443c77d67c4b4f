/**
 * Step 3 of 5: from model to triples. Stateless, but for {@link org.pfocr.rdf.map.Entities}, which gathers what is said
 * once for the whole output.
 *
 * <p>Entry class: {@link org.pfocr.rdf.map.FigureMapper}.
 */
@NullMarked
package org.pfocr.rdf.map;

import org.jspecify.annotations.NullMarked;
