/**
 * Folders of files inside the program: the sample and the queries.
 *
 * <p>Entry class: {@link org.pfocr.rdf.bundled.Bundled}.
 */
@NullMarked
package org.pfocr.rdf.bundled;

import org.jspecify.annotations.NullMarked;
