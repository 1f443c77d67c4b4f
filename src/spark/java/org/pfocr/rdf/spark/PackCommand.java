package org.pfocr.rdf.spark;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.cli.report.Report;
import org.pfocr.rdf.cli.report.Version;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.spark.input.ArchiveForm;
import org.pfocr.rdf.spark.input.Archiving;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code pack}. */
@Command(
        name = "pfocr-rdf pack",
        description = {
            "Packs a checkout into archives for spark: on a cluster's file system, few large files are read faster than",
            "hundreds of thousands of small ones."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example: pfocr-rdf pack pfocr-database -o hdfs:///pfocr/packed", "", ExitCode.HELP})
final class PackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "INPUT", description = "A database checkout, or a folder of figure files.")
    private Path input = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FOLDER",
            description = "Where the archives go, on any file system that Hadoop knows.")
    private String output = "";

    @Option(
            names = "--form",
            paramLabel = "FORM",
            description = "tar, tgz, zip or seq (Hadoop's sequence files). Default: ${DEFAULT-VALUE}")
    private ArchiveForm form = ArchiveForm.TAR;

    @Option(
            names = "--archive-size",
            paramLabel = "MIB",
            description = "About as much goes into one archive, which is read by one task. Default: ${DEFAULT-VALUE}")
    private long mib = 16;

    @Option(names = "--overwrite", description = "Replace the archives that FOLDER has.")
    private boolean overwrite;

    @Option(names = "--quiet", description = "No summary on standard error.")
    private boolean quiet;

    @Option(names = "--debug", description = "Show the stack trace of a failure.")
    @SuppressWarnings("UnusedVariable") // It is looked for where failures are told.
    private boolean debug;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        if (mib < 1 || mib > 1 << 20) {
            throw new CommandFailure(ExitCode.USAGE, "--archive-size: give MiB, from 1 to " + (1 << 20));
        }
        Checkout checkout = Checkout.scan(List.of(input));
        try (Report report = new Report(err, quiet, null)) {
            int[] numbers =
                    new Archiving(checkout, form, mib << 20, new Configuration(), output).run(overwrite, report);
            if (!quiet) {
                err.println("figures " + numbers[1] + " in " + numbers[0] + " archives");
            }
            return report.hasErrors() ? ExitCode.REJECTED : ExitCode.DONE;
        }
    }
}
