package org.pfocr.rdf.spark;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.cli.load.ConversionArguments;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.cli.report.Report;
import org.pfocr.rdf.cli.report.Version;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.spark.input.Source;
import org.pfocr.rdf.spark.output.Manifest;
import org.pfocr.rdf.spark.output.Packing;
import org.pfocr.rdf.spark.output.PartsFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code spark}: {@code convert} on a cluster, or on this machine where no cluster is named. */
@Command(
        name = "pfocr-rdf spark",
        description = {
            "Converts PFOCR figures to RDF on Apache Spark; what comes out is that of convert, in parts.",
            "On a cluster: spark-submit target/pfocr-rdf-spark.jar INPUT -o FOLDER"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Example: pfocr-rdf spark pfocr-database -o parts --report problems.txt", "", ExitCode.HELP})
public final class SparkMain implements Callable<Integer> {
    /** Bytes of input that a task takes: it then needs some hundred MiB, and there are enough tasks to balance. */
    private static final long BYTES_OF_PARTITION = 8 << 20;

    /** How Spark says which task failed, and why. */
    private static final Pattern FAILED_TASK = Pattern.compile(
            "failed (?<times>\\d+) times, most recent failure: Lost task .*? \\(TID \\d+\\) \\((?<where>[^)]*)\\): (?<why>.+)");

    private static final String CAUSED_BY = "Caused by: ";

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "A database checkout (a folder with _figures), a folder of figure files, or figure files.")
    private List<String> inputs = List.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FOLDER",
            description = "Where to write the parts; _SUCCESS comes last.")
    private String output = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "nq, nt or jelly. Default: ${DEFAULT-VALUE}")
    private DumpFormat format = DumpFormat.NQ;

    @Option(names = "--packing", paramLabel = "PACKING", description = "gzip, zstd or none. Default: ${DEFAULT-VALUE}")
    private Packing packing = Packing.GZIP;

    @Option(names = "--tables", description = "Write tables of figures, mentions and entities as well, in Parquet.")
    private boolean tables;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Into how many tasks the figures go. Default: one for each 8 MiB of the input.")
    private int partitions;

    @Option(names = "--overwrite", description = "Replace the parts that FOLDER has.")
    private boolean overwrite;

    @Mixin
    private ConversionArguments conversion = new ConversionArguments();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    @SuppressWarnings("UnusedVariable") // It is looked for where failures are told.
    private boolean debug;

    @Spec
    private @Nullable CommandSpec spec;

    /** Runs a command and ends the JVM with its exit code; without {@code spark} or {@code pack}, what is given is for the former. */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ROOT);
        // Spark brings another reader of XML, which does not know all that Jena asks for and need not.
        Configurator.setLevel("org.apache.jena.util.JenaXMLInput", Level.OFF);
        boolean isNamed = args.length > 0 && (args[0].equals("spark") || args[0].equals("pack"));
        Object command = isNamed && args[0].equals("pack") ? new PackCommand() : new SparkMain();
        boolean debug = Arrays.asList(args).contains("--debug");
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine commandLine = new CommandLine(command)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
        commandLine.setParameterExceptionHandler((e, arguments) -> {
            err.println("pfocr-rdf: " + e.getMessage());
            err.println("Try: pfocr-rdf " + (isNamed ? args[0] : "spark") + " --help");
            return ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((e, failed, result) -> {
            err.println("pfocr-rdf: " + message(e));
            if (debug) {
                e.printStackTrace(err);
            }
            return e instanceof CommandFailure failure
                    ? failure.exitCode()
                    : e instanceof Checkout.UnusableInput || e instanceof FileAlreadyExistsException
                            ? ExitCode.USAGE
                            : ExitCode.FAILURE;
        });
        System.exit(commandLine.execute(isNamed ? Arrays.copyOfRange(args, 1, args.length) : args));
    }

    /** One line, whatever the exception is; Spark puts the stack trace of a task into its message. */
    private static String message(Exception e) {
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + ": exists already; use --overwrite to replace it";
        }
        String message = firstLine(e.getMessage());
        if (!(e instanceof SparkException)) {
            return message;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String all = String.valueOf(cause.getMessage());
            Matcher task = FAILED_TASK.matcher(all);
            if (task.find()) {
                // What is deepest in the task's stack trace says most.
                String why = all.lines()
                        .filter(line -> line.startsWith(CAUSED_BY))
                        .reduce((first, second) -> second)
                        .map(line -> line.substring(CAUSED_BY.length()))
                        .orElse(task.group("why"));
                message = "a task failed " + task.group("times") + " times, at last on " + task.group("where") + ": "
                        + why;
            }
        }
        return "the job failed, and there is no " + PartsFolder.SUCCESS + ": " + message;
    }

    private static String firstLine(@Nullable String text) {
        return String.valueOf(text).lines().findFirst().orElse("");
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        ConversionOptions options = conversion.options();
        if (format != DumpFormat.NQ && format != DumpFormat.NT && format != DumpFormat.JELLY) {
            throw new CommandFailure(ExitCode.USAGE, "--format: " + format + " has no parts; give nq, nt or jelly");
        }
        try (JavaSparkContext spark = new JavaSparkContext(configuration(options.threads()))) {
            PartsFolder folder = new PartsFolder(spark, output, overwrite);
            Source source = Source.of(spark, inputs);
            int tasks = partitions > 0
                    ? partitions
                    : (int) Math.max(spark.defaultParallelism(), source.bytes() / BYTES_OF_PARTITION + 1);
            try (Report report = new Report(err, conversion.quiet(), conversion.report())) {
                SparkConversion.Result result = new SparkConversion(
                                spark,
                                source,
                                options,
                                conversion.maxFigureMemory(),
                                format,
                                packing,
                                tables,
                                tasks,
                                report)
                        .run();
                report.summarize(result.totals());
                if (report.hasErrors() && conversion.strict()) {
                    err.println("Nothing was written: --strict, and some input was rejected.");
                    return ExitCode.REJECTED;
                }
                folder.clear();
                folder.write(result.pieces().mapPartitions(Chunks::new), format, packing);
                folder.finish(new Manifest(options.program(), format, packing, result.totals(), result.problems()));
                return report.hasErrors() ? ExitCode.REJECTED : ExitCode.DONE;
            }
        }
    }

    /** What spark-submit says goes first. */
    private static SparkConf configuration(int threads) {
        SparkConf conf = new SparkConf().setIfMissing("spark.app.name", "pfocr-rdf");
        if (!conf.contains("spark.master")) {
            conf.set("spark.master", "local[" + threads + "]")
                    .setIfMissing("spark.ui.enabled", "false")
                    .setIfMissing("spark.log.level", "ERROR")
                    .setIfMissing("spark.driver.bindAddress", "127.0.0.1")
                    .setIfMissing("spark.driver.host", "127.0.0.1");
        }
        return conf;
    }
}
