/**
 * The genes, chemicals and diseases of each figure as sets of numbers, built with a generation of the store: which figures
 * show more of a list than chance, which are like a figure, and what is drawn together.
 *
 * <p>Entry class: {@link org.pfocr.rdf.sets.Sets}.
 */
@NullMarked
package org.pfocr.rdf.sets;

import org.jspecify.annotations.NullMarked;
