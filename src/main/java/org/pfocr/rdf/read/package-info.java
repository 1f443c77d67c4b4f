/**
 * Step 2 of 5: text to model. Pure: bytes in, values out; no file system, no clock, no RDF.
 *
 * <p>Entry class: {@link org.pfocr.rdf.read.FigureReader}. Pages go through {@code BlockYaml}, and through SnakeYAML where that
 * gives up; both give the events of {@code Yaml}, so a new field or check belongs in {@code FigureReader} alone. Tables go
 * through {@code Tsv}. Both make texts by {@code Texts} and look for bytes by {@code EightBytes}.
 */
@NullMarked
package org.pfocr.rdf.read;

import org.jspecify.annotations.NullMarked;
