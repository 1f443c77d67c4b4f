package org.pfocr.rdf.spark.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.pfocr.rdf.cli.load.ConversionArguments;
import org.pfocr.rdf.source.Checkout;

/** Where the figures come from. */
public interface Source {
    /**
     * The figures of some inputs: checkouts in files, or archives of them, but not both.
     *
     * @throws Checkout.UnusableInput when an input does not exist or holds no figure
     */
    static Source of(JavaSparkContext spark, List<String> inputs) throws IOException, InterruptedException, Checkout.UnusableInput {
        int archives = 0;
        for (String input : inputs) {
            archives += ArchiveSource.is(input, spark.hadoopConfiguration()) ? 1 : 0;
        }
        if (archives == inputs.size()) {
            return ArchiveSource.of(spark, inputs);
        }
        if (archives > 0) {
            throw new Checkout.UnusableInput("some inputs are archives and some are not; pack those that are not");
        }
        return FilesSource.of(
                ConversionArguments.scan(inputs.stream().map(Path::of).toList()));
    }

    /** What belongs to all figures; its own list of figures is not used. */
    Checkout shared();

    /** Bytes of the input, about; what the number of partitions follows. */
    long bytes();

    /** The figures, those of one file name together. */
    JavaRDD<SameName> figures(JavaSparkContext spark, int partitions);
}
