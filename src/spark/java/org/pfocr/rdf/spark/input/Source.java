package org.pfocr.rdf.spark.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.pfocr.rdf.cli.load.ConversionArguments;
import org.pfocr.rdf.source.Checkout;

/** Where the figures come from. */
public interface Source {
    /** What the path of another file system begins with. */
    Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/");

    /**
     * The figures of some inputs: checkouts in files that every machine finds under the same path, checkouts on other file
     * systems, or archives; not a mixture of these.
     *
     * @throws Checkout.UnusableInput when an input does not exist or holds no figure
     */
    static Source of(JavaSparkContext spark, List<String> inputs)
            throws IOException, InterruptedException, Checkout.UnusableInput {
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
        long withScheme = inputs.stream()
                .filter(input -> SCHEME.matcher(input).lookingAt())
                .count();
        if (withScheme == inputs.size()) {
            return HadoopSource.of(inputs, spark.hadoopConfiguration());
        }
        if (withScheme > 0) {
            throw new Checkout.UnusableInput(
                    "some inputs name a file system (as in hdfs://…) and some do not; give all or none");
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
