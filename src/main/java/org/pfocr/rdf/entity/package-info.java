/**
 * Step 3 of 5, beside {@code map}: what is noted of genes, papers, concepts and organisms while figures pass, as values that
 * can be merged in any order, and the triples that are said once for the whole output.
 *
 * <p>Entry classes: {@link org.pfocr.rdf.entity.Notes} of a part of the figures, and
 * {@link org.pfocr.rdf.entity.Entities} of all.
 */
@NullMarked
package org.pfocr.rdf.entity;

import org.jspecify.annotations.NullMarked;
