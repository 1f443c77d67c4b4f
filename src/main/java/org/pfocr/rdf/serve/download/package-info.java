/**
 * Releases to download.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.download.DownloadFiles}.
 */
@NullMarked
package org.pfocr.rdf.serve.download;

import org.jspecify.annotations.NullMarked;
