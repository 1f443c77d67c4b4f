/**
 * {@code text:query} in SPARQL, as jena-text has it. Where it stands in a query does not matter: the planner asks it how much
 * it finds.
 *
 * <p>Entry class: {@link org.pfocr.rdf.search.query.TextFunctions}.
 */
@NullMarked
package org.pfocr.rdf.search.query;

import org.jspecify.annotations.NullMarked;
