/**
 * One query from its request to the end of its answer.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.query.GuardedQuery}.
 */
@NullMarked
package org.pfocr.rdf.serve.query;

import org.jspecify.annotations.NullMarked;
