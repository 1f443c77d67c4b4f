/**
 * The file of a generation's sets: how it is made from the quads, its form, and how it is read.
 *
 * <p>Entry class: {@link org.pfocr.rdf.sets.index.SetIndex}.
 */
@NullMarked
package org.pfocr.rdf.sets.index;

import org.jspecify.annotations.NullMarked;
