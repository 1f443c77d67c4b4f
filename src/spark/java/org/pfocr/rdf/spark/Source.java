package org.pfocr.rdf.spark;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.pfocr.rdf.source.Checkout;

/** Where the figures come from. */
interface Source {
    /** What belongs to all figures; its own list of figures is not used. */
    Checkout shared();

    /** Bytes of the input, about; what the number of partitions follows. */
    long bytes();

    /** The figures, those of one file name together. */
    JavaRDD<FigurePieces.SameName> figures(JavaSparkContext spark, int partitions);
}
