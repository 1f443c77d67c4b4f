package org.pfocr.rdf.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.jena.query.TxnType;
import org.apache.jena.sparql.core.DatasetGraph;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.cli.load.ConversionArguments;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.cli.report.Progress;
import org.pfocr.rdf.cli.report.Report;
import org.pfocr.rdf.convert.Conversion;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.convert.Totals;
import org.pfocr.rdf.release.Release;
import org.pfocr.rdf.release.ReleaseOptions;
import org.pfocr.rdf.release.StoredContent;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.read.OpenGeneration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "release",
        description = {
            "Makes a folder to download: the data set as N-Quads, N-Triples, Turtle, TriG, JSON-LD and Jelly, gene sets",
            "(GMT), tables (TSV), checksums and a description. A run that was stopped continues with the whole files."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: pfocr-rdf release pfocr-database --to releases/2026-11-22 --previous releases/2026-07-01",
            "",
            ExitCode.HELP
        })
final class ReleaseCommand implements Callable<Integer> {
    private static final int MOST_MIB = 1 << 24;
    /** Folders with data, below the one that is given. */
    private static final int DEPTH = 2;

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description = "A database checkout (a folder with _figures), a folder of figure files, or figure files.")
    private List<Path> inputs = List.of();

    @Option(
            names = "--db",
            paramLabel = "DIR",
            description = "Release what this store has, in place of INPUT; the version is the store's.")
    private @Nullable Path db;

    @Option(names = "--to", required = true, paramLabel = "FOLDER", description = "The release's own folder.")
    private Path to = Path.of("");

    @Option(
            names = "--previous",
            paramLabel = "FOLDER",
            description = "The release before: adds what was added and removed since, and a page about it.")
    private @Nullable Path previous;

    @Option(
            names = "--min-genes",
            paramLabel = "N",
            description = "Leave out gene sets (GMT) with fewer members. Default: ${DEFAULT-VALUE}")
    private int minSize = 1;

    @Option(
            names = "--part-size",
            paramLabel = "MIB",
            description = "Write dumps in parts of about this size, before they are packed. Default: ${DEFAULT-VALUE}")
    private long partMib = 16384;

    @Option(names = "--overwrite", description = "Replace the release that FOLDER has.")
    private boolean overwrite;

    @Mixin
    private ConversionArguments conversion = new ConversionArguments();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        if (minSize < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--min-genes: " + minSize + " is not a number of genes");
        }
        if (partMib < 1 || partMib > MOST_MIB) {
            throw new CommandFailure(ExitCode.USAGE, "--part-size: give MiB, from 1 to " + MOST_MIB);
        }
        ConversionOptions options = conversion.options();
        Path store = db;
        if (inputs.isEmpty() == (store == null)) {
            throw new CommandFailure(ExitCode.USAGE, "give INPUT or --db, one of the two");
        }
        if (store != null) {
            ofStore(store, options);
            return ExitCode.DONE;
        }
        Checkout checkout = ConversionArguments.scan(inputs);
        try (Report report = new Report(err, conversion.quiet(), conversion.report());
                Progress progress = new Progress(err, conversion.quiet())) {
            release(options, fingerprint(options)).run(sink -> {
                Totals totals = new Conversion(checkout, options, sink, report, progress).run();
                progress.finish();
                report.summarize(totals);
                return report.hasErrors() && conversion.strict() ? null : totals.version();
            });
            if (report.hasErrors() && conversion.strict()) {
                err.println("Nothing was written: --strict, and some input was rejected.");
            }
            return report.hasErrors() ? ExitCode.REJECTED : ExitCode.DONE;
        }
    }

    private Release release(ConversionOptions options, String fingerprint) {
        return new Release(
                new ReleaseOptions(to, previous, overwrite, minSize, partMib << 20, options.threads(), fingerprint));
    }

    private void ofStore(Path store, ConversionOptions options) throws CommandFailure, Exception {
        if (options.release() != null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--release: the version is the store's; give it when you load the figures");
        }
        try (OpenGeneration generation = StoreFolder.existing(store).openCurrent()) {
            Release release = release(
                    options,
                    Release.fingerprint(List.of(
                            options.program(),
                            String.valueOf(store.toRealPath()),
                            generation.name(),
                            minSize + " " + partMib + " " + previous)));
            DatasetGraph quads = generation.dataset();
            quads.begin(TxnType.READ);
            try {
                release.run(new StoredContent(quads, options.threads()));
            } finally {
                quads.end();
            }
        }
    }

    /** Names, lengths and times of the input's files with the options: it only decides whether a stopped run continues. */
    private String fingerprint(ConversionOptions options) throws IOException {
        TreeSet<String> lines = new TreeSet<>();
        lines.add(options.program() + " " + options.imageTemplate() + " " + options.contexts() + " " + options.tables()
                + " " + options.release() + " " + minSize + " " + partMib + " " + previous);
        for (Path input : inputs) {
            Files.walkFileTree(input, EnumSet.noneOf(FileVisitOption.class), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    lines.add(file + " " + attributes.size() + " " + attributes.lastModifiedTime());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE; // The conversion says what is wrong with it.
                }
            });
        }
        return Release.fingerprint(lines);
    }
}
