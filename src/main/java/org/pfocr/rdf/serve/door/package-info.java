/**
 * The way in and out: what a request needs no thread for, and what clients may not do slowly.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.door.Door}.
 */
@NullMarked
package org.pfocr.rdf.serve.door;

import org.jspecify.annotations.NullMarked;
