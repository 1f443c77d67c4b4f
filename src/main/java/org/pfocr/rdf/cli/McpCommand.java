package org.pfocr.rdf.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.bundled.Bundled;
import org.pfocr.rdf.cli.load.ConversionArguments;
import org.pfocr.rdf.cli.load.Loading;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.cli.report.Logs;
import org.pfocr.rdf.serve.SparqlServer;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.store.StoreFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "mcp",
        description = {
            "Answers an agent over standard input and output (Model Context Protocol, stdio).",
            "Without --db, with the bundled sample. Nothing is sent anywhere else, and SERVICE is refused."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example, in an agent's settings: pfocr-rdf mcp --db store", "", ExitCode.HELP})
final class McpCommand implements Callable<Integer> {
    private static final int MAX_CHARACTERS = 1_000_000;
    private static final int MAX_DIGITS = 1_000;

    @Option(names = "--db", paramLabel = "DIR", description = "The store. Default: one of the bundled sample.")
    private @Nullable Path db;

    @Option(
            names = "--query-time",
            paramLabel = "SECONDS",
            description = "Give up on a question after this time. Default: ${DEFAULT-VALUE}")
    private int querySeconds = 60;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (querySeconds < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--query-time: " + querySeconds + " is not a time in seconds");
        }
        Logs.ofServer(Logs.Threshold.WARN, Logs.Form.TEXT);
        StoreFolder store =
                db == null ? sample(Objects.requireNonNull(spec).commandLine().getErr()) : StoreFolder.existing(db);
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
            SparqlServer.answerAgent(store, options(Duration.ofSeconds(querySeconds)), System.in, out);
        }
        return ExitCode.DONE;
    }

    /** For one client on this machine, who cannot be in its own way. */
    private static ServerOptions options(Duration queryTime) {
        return new ServerOptions(
                "127.0.0.1",
                0,
                queryTime,
                1,
                1,
                queryTime,
                0,
                0,
                0,
                List.of(),
                0,
                MAX_CHARACTERS,
                MAX_DIGITS,
                0,
                List.of(),
                Duration.ZERO,
                null,
                Duration.ZERO,
                Duration.ZERO,
                List.of(),
                Map.of(),
                Duration.ZERO,
                null,
                0,
                true);
    }

    private static StoreFolder sample(PrintWriter err) throws Exception {
        Path temporary = Loading.temporaryFolder();
        Path checkout = Files.createDirectories(temporary.resolve("sample"));
        Bundled.copySample(checkout);
        StoreFolder store = StoreFolder.existingOrNew(Files.createDirectories(temporary.resolve("store")));
        Loading.load(store, List.of(checkout), List.of(), new ConversionArguments(), err);
        return store;
    }
}
