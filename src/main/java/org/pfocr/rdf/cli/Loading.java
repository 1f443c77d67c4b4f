package org.pfocr.rdf.cli;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.lang.LangJSONLD11;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWrapper;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.util.Context;
import org.pfocr.rdf.cli.report.Progress;
import org.pfocr.rdf.cli.report.Report;
import org.pfocr.rdf.convert.Conversion;
import org.pfocr.rdf.convert.ConversionOptions;
import org.pfocr.rdf.convert.Totals;
import org.pfocr.rdf.sink.DumpFormat;
import org.pfocr.rdf.source.Checkout;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.build.GenerationBuild;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Ontology;
import org.pfocr.rdf.vocab.TripleBatch;

/** Builds a generation from figures or from RDF dumps, for the commands that need one. */
final class Loading {
    private Loading() {}

    /**
     * Loads the inputs into a new generation and makes it current.
     *
     * @return the exit code
     */
    static int load(StoreFolder store, List<Path> inputs, ConversionArguments conversion, PrintWriter err)
            throws Exception {
        boolean figures = inputs.stream().allMatch(Checkout::isFigureInput);
        if (!figures && inputs.stream().anyMatch(Checkout::isFigureInput)) {
            throw new CommandFailure(ExitCode.USAGE, "INPUT: give figures or RDF dumps, not both in one load");
        }
        return figures
                ? loadFigures(store, ConversionArguments.scan(inputs), conversion, err)
                : loadDumps(store, inputs, conversion, err);
    }

    private static int loadFigures(
            StoreFolder store, Checkout checkout, ConversionArguments conversion, PrintWriter err) throws Exception {
        ConversionOptions options = conversion.options();
        try (Report report = new Report(err, conversion.quiet(), conversion.report());
                Progress progress = new Progress(err, conversion.quiet());
                GenerationBuild build = store.beginLoad()) {
            Totals totals = new Conversion(checkout, options, build, report, progress).run();
            progress.finish();
            report.summarize(totals);
            if (report.hasErrors() && conversion.strict()) {
                err.println("Nothing was loaded: --strict, and some input was rejected.");
                return ExitCode.REJECTED;
            }
            build.commit();
            return report.hasErrors() ? ExitCode.REJECTED : ExitCode.DONE;
        }
    }

    private static int loadDumps(StoreFolder store, List<Path> dumps, ConversionArguments conversion, PrintWriter err)
            throws Exception {
        for (Path dump : dumps) {
            if (!Files.isRegularFile(dump)) {
                throw new CommandFailure(ExitCode.USAGE, dump + ": no such file or folder");
            }
            if (DumpFormat.ofFileName(dump.toString()) == null) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        dump + ": is neither a figure file (.md) nor an RDF dump (.nt, .nq, .ttl, .trig, .jsonld, .rdf,"
                                + " with or without .gz)");
            }
        }
        try (GenerationBuild build = store.beginLoad()) {
            StreamRDF stream = intoGraph(Iris.graph("figures"), build.stream());
            for (Path dump : dumps) {
                if (!conversion.quiet()) {
                    err.println("loading " + dump);
                }
                try {
                    RDFParser.source(dump.toUri().toString())
                            .context(offline()) // By name, so that .gz is read as such.
                            .errorHandler(ErrorHandlerFactory.errorHandlerStrictNoLogging)
                            .parse(stream);
                } catch (RiotException e) {
                    throw new CommandFailure(ExitCode.FAILURE, dump + ": " + e.getMessage(), e);
                }
            }
            // The terms of a dump without graphs have labels in the store all the same.
            build.prepare(Iris.graph("ontology"), TripleBatch.of(Ontology.triples()))
                    .write();
            build.commit();
            return ExitCode.DONE;
        }
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

    /** Triples of a dump without graphs belong to the figures. */
    private static StreamRDF intoGraph(Node graph, StreamRDF stream) {
        return new StreamRDFWrapper(stream) {
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
                stream.quad(Quad.create(graph, triple));
            }

            @Override
            public void quad(Quad quad) {
                stream.quad(quad.isDefaultGraph() ? Quad.create(graph, quad.asTriple()) : quad);
            }
        };
    }
}
