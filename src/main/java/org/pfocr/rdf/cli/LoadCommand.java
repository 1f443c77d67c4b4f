package org.pfocr.rdf.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.cli.load.ConversionArguments;
import org.pfocr.rdf.cli.load.Loading;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.store.StoreFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "load",
        description = {
            "Loads figures and RDF files into a new generation of a store and makes it current in one step.",
            "A store that is being served stays usable meanwhile. A load that breaks off changes nothing."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples: pfocr-rdf load pfocr-database --db store",
            "          pfocr-rdf load pfocr-database --graph https://example.org/mine mine.ttl --db store",
            "",
            ExitCode.HELP
        })
final class LoadCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description =
                    "A database checkout, a folder of figure files, figure files, RDF dumps of this program, or a folder"
                            + " of parts that spark has written.")
    private List<Path> inputs = List.of();

    @Option(
            names = "--db",
            required = true,
            paramLabel = "DIR",
            description = "The store; made where it does not exist.")
    private Path db = Path.of("");

    @Option(
            names = "--graph",
            arity = "2",
            paramLabel = "IRI FILE",
            hideParamSyntax = true,
            description =
                    "Also load the RDF file FILE, and put what it says outside of any graph into the graph IRI. May"
                            + " be given several times.")
    private List<String> graphs = List.of();

    @Mixin
    private ConversionArguments conversion = new ConversionArguments();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return Loading.load(
                StoreFolder.existingOrNew(db),
                inputs,
                graphs,
                conversion,
                Objects.requireNonNull(spec).commandLine().getErr());
    }
}
