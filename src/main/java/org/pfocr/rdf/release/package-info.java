/**
 * A folder to download: the data set in the forms that others read, with gene sets, tables, checksums, a description, and the
 * difference to the release before.
 *
 * <p>Entry class: {@link org.pfocr.rdf.release.Release}.
 */
@NullMarked
package org.pfocr.rdf.release;

import org.jspecify.annotations.NullMarked;
