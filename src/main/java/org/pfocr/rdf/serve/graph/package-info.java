/**
 * RDF of things and of graphs by their addresses, and the description of the service.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.graph.Resources}.
 */
@NullMarked
package org.pfocr.rdf.serve.graph;

import org.jspecify.annotations.NullMarked;
