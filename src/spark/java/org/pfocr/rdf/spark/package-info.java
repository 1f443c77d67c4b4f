/**
 * The conversion on Apache Spark: the same steps as in package {@code convert}, over the machines of a cluster.
 *
 * <p>Entry classes: {@link org.pfocr.rdf.spark.SparkMain} for the command line, and
 * {@link org.pfocr.rdf.spark.SparkConversion} for the plan of the job.
 */
@NullMarked
package org.pfocr.rdf.spark;

import org.jspecify.annotations.NullMarked;
