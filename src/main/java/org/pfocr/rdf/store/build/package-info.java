/**
 * A load: terms get numbers as they come, quads become rows of numbers, and each index is sorted and written block after
 * block in TDB2's form.
 *
 * <p>Entry class: {@link org.pfocr.rdf.store.build.GenerationBuild}.
 */
@NullMarked
package org.pfocr.rdf.store.build;

import org.jspecify.annotations.NullMarked;
