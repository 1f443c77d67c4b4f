/**
 * Where the job's figures come from: files that every machine finds under the same path, files of any file system that
 * Hadoop knows, and archives of many figures; and how such archives are made.
 *
 * <p>Entry class: {@link org.pfocr.rdf.spark.input.Source}.
 */
@NullMarked
package org.pfocr.rdf.spark.input;

import org.jspecify.annotations.NullMarked;
