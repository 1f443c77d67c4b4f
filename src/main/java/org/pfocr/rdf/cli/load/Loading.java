package org.pfocr.rdf.cli.load;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.cli.report.Progress;
import org.pfocr.rdf.cli.report.Report;
import org.pfocr.rdf.convert.Conversion;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.convert.DatasetDescription;
import org.pfocr.rdf.convert.QueryExamples;
import org.pfocr.rdf.convert.Totals;
import org.pfocr.rdf.search.index.SearchIndexBuild;
import org.pfocr.rdf.sets.index.SetIndexBuild;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.source.WholeFile;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.build.GenerationBuild;
import org.pfocr.rdf.store.layout.FolderTree;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Ontology;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/** Builds a generation from figures, from RDF files, or from both, for the commands that need one. */
public final class Loading {
    /**
     * What a dump without graphs says of the data set: the subjects of package {@code convert}'s description, and no others,
     * begin so.
     */
    private static final String DESCRIPTION = Iris.SITE + "dataset/";

    /** @param graph the graph of triples that have none; null where they are a dump of ours */
    private record RdfFile(Path path, @Nullable Node graph) {}

    private Loading() {}

    /**
     * Loads the inputs into a new generation and makes it current.
     *
     * @param graphs an IRI and a file, any number of times: RDF files with the graph for what has none
     * @return the exit code
     */
    public static int load(
            StoreFolder store, List<Path> inputs, List<String> graphs, ConversionArguments conversion, PrintWriter err)
            throws Exception {
        List<Path> all = new ArrayList<>();
        for (Path input : inputs) {
            if (Parts.areIn(input)) {
                all.addAll(Parts.of(input));
            } else {
                all.add(input);
            }
        }
        List<Path> figures = all.stream().filter(Checkout::isFigureInput).toList();
        List<RdfFile> files = new ArrayList<>();
        for (Path input : all) {
            if (!Checkout.isFigureInput(input)) {
                DumpFormat format = checked(input);
                if (!figures.isEmpty() && !format.hasGraphs()) {
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            input + ": has no graphs, and figures are loaded too; say which graph it is: --graph IRI "
                                    + input);
                }
                files.add(new RdfFile(input, null));
            }
        }
        for (int i = 0; i < graphs.size(); i += 2) {
            Node graph = Iris.parsed(graphs.get(i));
            if (graph == null) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--graph: \"" + graphs.get(i) + "\" is not a whole IRI; give --graph IRI FILE, such as"
                                + " --graph https://example.org/graph other.ttl");
            }
            Path file = Path.of(graphs.get(i + 1));
            checked(file);
            files.add(new RdfFile(file, graph));
        }
        if (figures.isEmpty() && files.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "nothing to load: give INPUT or --graph IRI FILE");
        }
        Checkout checkout = figures.isEmpty() ? null : ConversionArguments.scan(figures);
        ConversionOptions options = conversion.options();
        try (Report report = new Report(err, conversion.quiet(), conversion.report());
                Progress progress = new Progress(err, conversion.quiet());
                GenerationBuild build = store.beginLoad(SetIndexBuild::write, SearchIndexBuild::write)) {
            if (checkout != null) {
                Totals totals = new Conversion(checkout, options, build, report, progress).run();
                progress.finish();
                report.summarize(totals);
                if (report.hasErrors() && conversion.strict()) {
                    err.println("Nothing was loaded: --strict, and some input was rejected.");
                    return ExitCode.REJECTED;
                }
            }
            boolean isDescribed = false;
            for (RdfFile file : files) {
                if (!conversion.quiet()) {
                    err.println("loading " + file.path);
                }
                isDescribed |= load(file, build);
            }
            if (checkout == null) {
                // The terms of a dump without graphs have labels in the store all the same.
                write(build, Iris.graph("ontology"), Ontology.triples());
                if (isDescribed) {
                    write(build, Iris.examplesGraph(), QueryExamples.triples());
                }
            }
            build.commit();
            return report.hasErrors() ? ExitCode.REJECTED : ExitCode.DONE;
        }
    }

    private static void write(GenerationBuild build, Node graph, List<Triple> triples) throws IOException {
        build.prepare(graph, TripleBatch.of(triples)).write();
    }

    private static DumpFormat checked(Path file) throws CommandFailure {
        DumpFormat format = DumpFormat.ofFileName(unpackedName(file));
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.USAGE, file + ": no such file or folder");
        }
        if (format == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file + ": is neither a figure file (.md) nor an RDF dump (.nt, .nq, .ttl, .trig, .jsonld, .jelly,"
                            + " .rdf,"
                            + " with or without .gz or .zst)");
        }
        return format;
    }

    /** Without {@code .zst}, which Jena does not know. */
    private static String unpackedName(Path file) {
        String name = file.toString();
        return name.toLowerCase(Locale.ROOT).endsWith(WholeFile.ZSTD)
                ? name.substring(0, name.length() - WholeFile.ZSTD.length())
                : name;
    }

    /** Says whether the file had a description of the data set outside of any graph. */
    private static boolean load(RdfFile file, GenerationBuild build) throws CommandFailure, IOException {
        IntoGraphs graphs = new IntoGraphs(build, file.graph);
        try (WholeFile in = WholeFile.open(file.path)) {
            try {
                RDFParser.source(in.stream())
                        .lang(RDFLanguages.filenameToLang(unpackedName(file.path)))
                        .base(file.path.toUri().toString())
                        .context(offline())
                        .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                        .parse(graphs);
                in.readToEnd();
            } catch (RiotException | RuntimeIOException e) {
                if (in.failure() != null) {
                    throw in.failure();
                }
                throw new CommandFailure(ExitCode.FAILURE, file.path + ": " + e.getMessage(), e);
            }
        }
        return graphs.isDescribed;
    }

    /** A JSON-LD dump may name a context by address; nothing is fetched. */
    private static Context offline() {
        Context context = new Context();
        context.set(LangJSONLD11.JSONLD_OPTIONS, new JsonLdOptions((url, options) -> {
            throw new JsonLdError(
                    JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, url + " is not fetched; put the context inline");
        }));
        return context;
    }

    /** Finds a graph for each triple that has none. */
    private static final class IntoGraphs extends StreamRDFWrapper {
        private static final Node FIGURES = Iris.graph("figures");
        private static final Node DATASET = Iris.graph("dataset");

        private final GenerationBuild build;
        private final @Nullable Node graph;
        private boolean isDescribed;

        /** @param graph the graph; null for those of a dump of ours */
        IntoGraphs(GenerationBuild build, @Nullable Node graph) {
            super(build.stream());
            this.build = build;
            this.graph = graph;
        }

        @Override
        public void start() {
            // The load has begun already, and goes on after this dump.
        }

        @Override
        public void finish() {
            // See start().
        }

        @Override
        public void triple(Triple triple) {
            add(Quad.create(graphOf(triple), triple));
        }

        @Override
        public void quad(Quad quad) {
            add(quad.isDefaultGraph() ? Quad.create(graphOf(quad.asTriple()), quad.asTriple()) : quad);
        }

        /** In a store the data have other forms than in the file that they come from. */
        private void add(Quad quad) {
            boolean describes = quad.getGraph().equals(DATASET) && isDescription(quad.asTriple());
            if (describes && DatasetDescription.isAvailability(quad.asTriple())) {
                return;
            }
            get().quad(quad);
            if (describes
                    && quad.getPredicate().equals(Terms.RDF_TYPE)
                    && quad.getObject().equals(Terms.VOID_DATASET)) {
                DatasetDescription.availability(quad.getSubject(), build.mediaTypes(), build.address(FIGURES))
                        .forEach(triple -> get().quad(Quad.create(DATASET, triple)));
            }
        }

        private Node graphOf(Triple triple) {
            if (graph != null) {
                return graph;
            }
            boolean describes = isDescription(triple);
            isDescribed |= describes;
            return describes ? DATASET : FIGURES;
        }

        private static boolean isDescription(Triple triple) {
            return triple.getSubject().isURI() && triple.getSubject().getURI().startsWith(DESCRIPTION);
        }
    }

    /** A folder for a store that nobody asked to keep, removed when the JVM ends, however it ends. */
    public static Path temporaryFolder() throws IOException {
        Path folder = Files.createTempDirectory("pfocr-rdf-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "remove-temporary-folder"));
        return folder;
    }

    private static void delete(Path root) {
        try {
            FolderTree.delete(root);
        } catch (IOException e) {
            // The system's own cleaning of temporary files takes over.
        }
    }
}
