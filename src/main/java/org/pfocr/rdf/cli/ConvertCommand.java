package org.pfocr.rdf.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.cli.load.ConversionArguments;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.cli.report.Progress;
import org.pfocr.rdf.cli.report.Report;
import org.pfocr.rdf.convert.Conversion;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.convert.Totals;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.sink.DumpSink;
import org.pfocr.rdf.sink.Output;
import org.pfocr.rdf.sink.Sink;
import org.pfocr.rdf.source.Checkout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "convert",
        description = "Converts PFOCR figures to RDF.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: pfocr-rdf convert pfocr-database -o pfocr.nt.gz --report problems.txt",
            "",
            ExitCode.HELP
        })
final class ConvertCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "A database checkout (a folder with _figures), a folder of figure files, or figure files.")
    private List<Path> inputs = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write; - is standard output, the default. A name in .gz is compressed.")
    private String output = "-";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "nt, nq, ttl, trig, jsonld, jelly or rdfxml. Default: by the file name, else nt.")
    private @Nullable DumpFormat format;

    @Option(names = "--overwrite", description = "Replace FILE where it exists.")
    private boolean overwrite;

    @Mixin
    private ConversionArguments conversion = new ConversionArguments();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        ConversionOptions options = conversion.options();
        DumpFormat chosen = chosenFormat();
        Checkout checkout = ConversionArguments.scan(inputs);
        try (Output out = output.equals("-")
                        ? Output.standard(conversion.strict())
                        : Output.file(Path.of(output), overwrite);
                Sink sink = DumpSink.to(out, chosen);
                Report report = new Report(err, conversion.quiet(), conversion.report());
                Progress progress = new Progress(err, conversion.quiet())) {
            Totals totals = new Conversion(checkout, options, sink, report, progress).run();
            progress.finish();
            report.summarize(totals);
            if (report.hasErrors() && conversion.strict()) {
                err.println("Nothing was written: --strict, and some input was rejected.");
                return ExitCode.REJECTED;
            }
            sink.commit();
            return report.hasErrors() ? ExitCode.REJECTED : ExitCode.DONE;
        }
    }

    private DumpFormat chosenFormat() throws CommandFailure {
        if (format != null) {
            return format;
        }
        if (output.equals("-")) {
            return DumpFormat.NT;
        }
        DumpFormat named = DumpFormat.ofFileName(output);
        if (named == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    output
                            + ": the name does not say a format; end it in .nt, .nq, .ttl, .trig, .jsonld, .jelly or .rdf (and .gz),"
                            + " or use --format");
        }
        return named;
    }
}
