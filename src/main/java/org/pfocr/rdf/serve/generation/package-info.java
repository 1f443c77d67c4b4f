/**
 * The generation of the store that is served, and conditional requests, which go by it.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.generation.Generations}.
 */
@NullMarked
package org.pfocr.rdf.serve.generation;

import org.jspecify.annotations.NullMarked;
