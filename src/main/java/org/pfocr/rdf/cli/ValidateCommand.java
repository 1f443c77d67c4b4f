package org.pfocr.rdf.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.IdExecutor;
import org.pfocr.rdf.bundled.Bundled;
import org.pfocr.rdf.cli.load.ConversionArguments;
import org.pfocr.rdf.cli.load.Loading;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.sink.Output;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.pfocr.rdf.validate.Validation;
import org.pfocr.rdf.validate.Violation;
import org.pfocr.rdf.vocab.Ontology;
import org.pfocr.rdf.vocab.Prefixes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "validate",
        description = {
            "Checks figures, RDF dumps or a store against the shapes of the ontology and the check queries.",
            "Prints one line for each violation, then their number. Exit code 1 when there is one."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: pfocr-rdf validate pfocr-database --rdf violations.ttl", "", ExitCode.HELP})
final class ValidateCommand implements Callable<Integer> {
    /** Lines for one shape or check before the rest are only counted. */
    private static final int SHOWN_PER_SOURCE = 100;

    @Parameters(arity = "0..*", paramLabel = "INPUT", description = "Figures or RDF dumps, as for load.")
    private List<Path> inputs = List.of();

    @Option(names = "--db", paramLabel = "DIR", description = "A store, in place of INPUT.")
    private @Nullable Path db;

    @Option(names = "--rdf", paramLabel = "FILE", description = "Also write a SHACL validation report as Turtle.")
    private @Nullable Path rdf;

    @Option(names = "--overwrite", description = "Replace FILE where it exists.")
    private boolean overwrite;

    @Mixin
    private ConversionArguments conversion = new ConversionArguments();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if ((db == null) == inputs.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "give INPUT or --db, one of the two");
        }
        int loaded = ExitCode.DONE;
        StoreFolder store;
        if (db != null) {
            store = StoreFolder.existing(db);
        } else {
            store = StoreFolder.existingOrNew(
                    Files.createDirectory(Loading.temporaryFolder().resolve("store")));
            loaded = Loading.load(store, inputs, List.of(), conversion, err);
        }
        Validation validation = new Validation(Ontology.shapes(), Bundled.queries("checks"));
        List<Violation> violations;
        try (OpenGeneration generation = store.openCurrent()) {
            IdExecutor.attach(generation.dataset());
            violations = Txn.calculateRead(
                    generation.dataset(),
                    () -> validation.run(generation.dataset(), part -> {
                        if (!conversion.quiet()) {
                            err.println("checking " + part);
                        }
                    }));
        }
        print(violations, out);
        if (rdf != null) {
            write(Validation.report(violations), rdf);
        }
        return violations.isEmpty() ? loaded : ExitCode.REJECTED;
    }

    private static void print(List<Violation> violations, PrintWriter out) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Violation violation : violations) {
            String source = localName(violation.source());
            int count = counts.merge(source, 1, Integer::sum);
            if (count <= SHOWN_PER_SOURCE) {
                out.println(text(violation.focus()) + (violation.path() == null ? "" : " " + text(violation.path()))
                        + (violation.value() == null ? "" : " " + text(violation.value())) + ": " + violation.message()
                        + " (" + source + ")");
            }
        }
        counts.forEach((source, count) -> out.println(String.format("%7d %s", count, source)));
        out.println(violations.isEmpty() ? "no violations" : violations.size() + " violations");
        out.flush();
    }

    private void write(Graph report, Path file) throws java.io.IOException {
        Prefixes.ALL.forEach(report.getPrefixMapping()::setNsPrefix);
        report.getPrefixMapping().setNsPrefix("sh", "http://www.w3.org/ns/shacl#");
        try (Output output = Output.file(file, overwrite)) {
            OutputStream stream = output.stream();
            RDFDataMgr.write(stream, report, RDFFormat.TURTLE_PRETTY);
            output.commit();
        }
    }

    private static String text(@Nullable Node node) {
        return node == null ? "(nothing)" : node.toString();
    }

    private static String localName(Node source) {
        String iri = source.toString();
        return iri.substring(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
    }
}
