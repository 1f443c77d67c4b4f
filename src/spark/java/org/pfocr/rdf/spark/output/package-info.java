/**
 * The folder that the job writes: parts of RDF and tables, their manifest, and {@code _SUCCESS} at the end.
 *
 * <p>Entry class: {@link org.pfocr.rdf.spark.output.PartsFolder}.
 */
@NullMarked
package org.pfocr.rdf.spark.output;

import org.jspecify.annotations.NullMarked;
