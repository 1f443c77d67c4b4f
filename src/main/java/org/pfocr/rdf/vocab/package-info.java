/**
 * Every term as a node, and the only factories of IRIs.
 *
 * <p>Entry classes: {@link org.pfocr.rdf.vocab.Pfocr} for our own terms, {@link org.pfocr.rdf.vocab.Terms} for those of
 * others, {@link org.pfocr.rdf.vocab.Iris} for identifiers, {@link org.pfocr.rdf.vocab.TripleBatch} for what is said
 * with them. A test ties {@code Pfocr} to {@code ontology/pfocr.ttl} both ways.
 */
@NullMarked
package org.pfocr.rdf.vocab;

import org.jspecify.annotations.NullMarked;
