/**
 * Step 2 of 5: text to model. Pure: bytes in, values out; no file system, no clock, no RDF.
 *
 * <p>Entry class: {@link org.pfocr.rdf.read.FigureReader}. It takes pages from the cursor {@code Yaml} over SnakeYAML's
 * events, so a new field or check belongs there alone; rows of tables come from {@code Tsv}.
 */
@NullMarked
package org.pfocr.rdf.read;

import org.jspecify.annotations.NullMarked;
