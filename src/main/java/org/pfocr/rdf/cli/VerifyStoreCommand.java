package org.pfocr.rdf.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.store.StoreFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "verify-store",
        description = {
            "Reads a store whole and compares it with the digests and counts that were made when it was loaded.",
            "Prints one line for each place that is damaged. Exit code 1 when there is one.",
            "The store may be served meanwhile."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: pfocr-rdf verify-store --db store", "", ExitCode.HELP})
final class VerifyStoreCommand implements Callable<Integer> {
    @Option(names = "--db", required = true, paramLabel = "DIR", description = "The store.")
    private Path db = Path.of("");

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        List<String> damage = StoreFolder.existing(db).verify(step -> {
            if (!quiet) {
                err.println(step);
            }
        });
        damage.forEach(out::println);
        out.println(
                damage.isEmpty()
                        ? "the store is as it was loaded"
                        : "the store is damaged: copy it again, or load it again with: pfocr-rdf load INPUT --db "
                                + db);
        out.flush();
        return damage.isEmpty() ? ExitCode.DONE : ExitCode.REJECTED;
    }
}
