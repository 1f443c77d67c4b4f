/**
 * The watch over the server from another process, for what stops all of the server's threads at once.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.supervise.Supervision}.
 */
@NullMarked
package org.pfocr.rdf.serve.supervise;

import org.jspecify.annotations.NullMarked;
