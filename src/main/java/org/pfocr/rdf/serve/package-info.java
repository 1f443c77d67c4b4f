/**
 * Step 5 of 5: the store, read-only, behind an embedded Fuseki.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.SparqlServer}.
 */
@NullMarked
package org.pfocr.rdf.serve;

import org.jspecify.annotations.NullMarked;
