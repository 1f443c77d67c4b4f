package org.pfocr.rdf.sets;

import org.apache.jena.graph.Node;

/**
 * A gene as people know it.
 *
 * @param symbol its label, or its IRI where it has none
 */
public record Gene(Node iri, String symbol) {}
