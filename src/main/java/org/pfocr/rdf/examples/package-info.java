/**
 * The example queries: their headers, their parameters, and the queries with values put in.
 *
 * <p>Entry class: {@link org.pfocr.rdf.examples.QueryFile}.
 */
@NullMarked
package org.pfocr.rdf.examples;

import org.jspecify.annotations.NullMarked;
