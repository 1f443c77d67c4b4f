/**
 * Step 3 of 5: from one figure to its triples. Stateless.
 *
 * <p>Entry class: {@link org.pfocr.rdf.map.FigureMapper}. A schema.org block goes through {@link
 * org.pfocr.rdf.map.SchemaBlockMapper}: what upstream writes wrong is repaired, then the block is expanded, then pruned of what
 * the JSON-LD processor must not be given, then made triples, a class for each.
 */
@NullMarked
package org.pfocr.rdf.map;

import org.jspecify.annotations.NullMarked;
