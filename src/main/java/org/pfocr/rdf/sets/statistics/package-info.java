/**
 * What tells whether a list and a figure share more genes than chance would have it. Numbers in, numbers out: no files, no
 * RDF.
 *
 * <p>Entry class: {@link org.pfocr.rdf.sets.statistics.Hypergeometric}; with popularity, {@link
 * org.pfocr.rdf.sets.statistics.Wallenius}.
 */
@NullMarked
package org.pfocr.rdf.sets.statistics;

import org.jspecify.annotations.NullMarked;
