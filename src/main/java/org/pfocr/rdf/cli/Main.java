package org.pfocr.rdf.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.cli.report.Version;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.store.StoreFolder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program {@code pfocr-rdf}. */
@Command(
        name = "pfocr-rdf",
        description = "Pathway figures read by OCR (PFOCR) as linked data: converter, store and SPARQL endpoint.",
        subcommands = {
            ConvertCommand.class,
            LoadCommand.class,
            ReleaseCommand.class,
            ServeCommand.class,
            QueryCommand.class,
            SearchCommand.class,
            McpCommand.class,
            EnrichCommand.class,
            StatsCommand.class,
            CheckFederationCommand.class,
            ValidateCommand.class,
            VerifyStoreCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {"", "Of the launcher only, on the libraries of Apache Spark: spark, pack.", ExitCode.HELP})
public final class Main {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean debug;

    private Main() {}

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        // ARQ's LCASE and UCASE are in this language: in Turkish, the small form of I is no i.
        Locale.setDefault(Locale.ROOT);
        int exitCode;
        try {
            exitCode = run(args);
        } catch (Throwable e) { // An error, such as a class that is missing: a failure, with one line like any other.
            System.err.println("pfocr-rdf: failed: " + e + " (--debug shows more)");
            if (Arrays.asList(args).contains("--debug")) {
                e.printStackTrace();
            }
            exitCode = ExitCode.FAILURE;
        }
        System.exit(exitCode);
    }

    /** Runs a command and returns its exit code. */
    static int run(String... args) {
        Main main = new Main();
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        CommandLine commandLine = new CommandLine(main)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true);
        commandLine.setParameterExceptionHandler((e, arguments) -> {
            err.println("pfocr-rdf: " + e.getMessage());
            err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((e, command, result) -> {
            if (isClosedPipe(e)) {
                return ExitCode.FAILURE; // As in convert … | head: the reader has had enough, and nobody is listening.
            }
            err.println("pfocr-rdf: " + message(e));
            if (main.debug) {
                e.printStackTrace(err);
            }
            return exitCode(e);
        });
        if (args.length == 0) {
            commandLine.usage(commandLine.getErr());
            return ExitCode.USAGE;
        }
        return commandLine.execute(args);
    }

    private static boolean isClosedPipe(Exception e) {
        return e instanceof IOException && "Broken pipe".equals(e.getMessage());
    }

    private static int exitCode(Exception e) {
        if (e instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        boolean usage = e instanceof NoSuchFileException
                || e instanceof Checkout.UnusableInput
                || e instanceof StoreFolder.UnusableStore
                || e instanceof FileAlreadyExistsException;
        return usage ? ExitCode.USAGE : ExitCode.FAILURE;
    }

    /** One line, whatever the exception is. */
    private static String message(Exception e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        if (e instanceof FileAlreadyExistsException exists) {
            message = exists.getFile() + ": exists already; use --overwrite to replace it";
        } else if (e instanceof FileSystemException file) {
            String reason = e instanceof NoSuchFileException
                    ? "no such file or folder"
                    : e instanceof AccessDeniedException
                            ? "permission denied"
                            : file.getReason() == null
                                    ? e.getClass().getSimpleName().replace("Exception", "")
                                    : file.getReason();
            message = file.getFile() + ": " + reason;
        } else if (e instanceof InterruptedException) {
            message = "interrupted";
        } else if (!(e instanceof IOException
                || e instanceof CommandFailure
                || e instanceof Checkout.UnusableInput
                || e instanceof StoreFolder.UnusableStore)) {
            message = "failed: " + e.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message)
                    + " (--debug shows more)";
        }
        return List.of(message.split("\\R")).get(0);
    }
}
