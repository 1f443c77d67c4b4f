/**
 * The files of a release: written under a temporary name, packed so that the same bytes come out whatever the threads, and
 * kept by a run that continues.
 *
 * <p>Entry class: {@link org.pfocr.rdf.release.file.ReleaseFolder}.
 */
@NullMarked
package org.pfocr.rdf.release.file;

import org.jspecify.annotations.NullMarked;
