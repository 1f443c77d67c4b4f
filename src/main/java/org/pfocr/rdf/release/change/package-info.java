/**
 * What changed between two dumps.
 *
 * <p>Entry class: {@link org.pfocr.rdf.release.change.Changes}.
 */
@NullMarked
package org.pfocr.rdf.release.change;

import org.jspecify.annotations.NullMarked;
