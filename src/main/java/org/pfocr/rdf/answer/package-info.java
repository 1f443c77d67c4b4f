/**
 * SPARQL on node ids: plans and operators over what {@code store.read} opens. What they do not know goes ARQ's usual way.
 *
 * <p>Entry class: {@link org.pfocr.rdf.answer.IdExecutor}.
 */
@NullMarked
package org.pfocr.rdf.answer;

import org.jspecify.annotations.NullMarked;
