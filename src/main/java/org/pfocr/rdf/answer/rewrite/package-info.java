/**
 * What is put right in a query before ARQ makes it faster: {@link org.pfocr.rdf.answer.rewrite.OpenPath} and
 * {@link org.pfocr.rdf.answer.rewrite.DistinctChoices}.
 */
@NullMarked
package org.pfocr.rdf.answer.rewrite;

import org.jspecify.annotations.NullMarked;
