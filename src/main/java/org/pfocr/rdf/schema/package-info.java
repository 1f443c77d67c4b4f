/**
 * What the data of a store are like: its classes and properties with their numbers, from the ontology and the description
 * of the data set; and what is wrong with a query that asks for something else.
 *
 * <p>Entry classes: {@link org.pfocr.rdf.schema.DataSchema} and {@link org.pfocr.rdf.schema.QueryCheck}.
 */
@NullMarked
package org.pfocr.rdf.schema;

import org.jspecify.annotations.NullMarked;
