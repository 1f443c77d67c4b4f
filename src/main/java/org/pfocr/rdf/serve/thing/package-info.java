/**
 * Pages of figures, genes, chemicals, diseases, organisms, papers and annotations, and lists of each.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.thing.ThingPages}.
 */
@NullMarked
package org.pfocr.rdf.serve.thing;

import org.jspecify.annotations.NullMarked;
