/**
 * Step 5 of 5: the HTTP server and its life. Its rooms: {@code serve.query} one query from turn to end, {@code serve.limit}
 * who may ask how much, {@code serve.federate} calls to others, {@code serve.graph} RDF of things and graphs,
 * {@code serve.web} pages, {@code serve.api} answers as JSON and
 * tables, {@code serve.observe} logs and metrics, {@code serve.generation} what is served,
 * {@code serve.http} what all of them share.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.SparqlServer}.
 */
@NullMarked
package org.pfocr.rdf.serve;

import org.jspecify.annotations.NullMarked;
