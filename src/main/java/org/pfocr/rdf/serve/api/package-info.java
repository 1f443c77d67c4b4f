/**
 * Answers as JSON and as tables for programs that do not ask in SPARQL, at {@code /api/}. Each {@link
 * org.pfocr.rdf.serve.api.Route} declares what it takes; the same declaration checks requests and describes them to clients.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.api.Api}.
 */
@NullMarked
package org.pfocr.rdf.serve.api;

import org.jspecify.annotations.NullMarked;
