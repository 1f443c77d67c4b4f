/**
 * What pages read of the store, and figures: their pages, cards and files.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.figure.FigurePage}.
 */
@NullMarked
package org.pfocr.rdf.serve.figure;

import org.jspecify.annotations.NullMarked;
