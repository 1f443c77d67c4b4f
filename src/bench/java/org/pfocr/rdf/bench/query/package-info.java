/**
 * Asks SPARQL endpoints queries and takes the time. Entry classes: {@link org.pfocr.rdf.bench.query.Ask} for one client,
 * {@link org.pfocr.rdf.bench.query.Throughput} for many.
 */
@NullMarked
package org.pfocr.rdf.bench.query;

import org.jspecify.annotations.NullMarked;
