package org.pfocr.rdf.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.exec.http.QueryExecHTTP;
import org.apache.jena.sparql.exec.http.QuerySendMode;
import org.apache.jena.sparql.graph.GraphFactory;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.cli.report.CommandFailure;
import org.pfocr.rdf.cli.report.ExitCode;
import org.pfocr.rdf.examples.QueryFile;
import org.pfocr.rdf.vocab.Iris;
import org.pfocr.rdf.vocab.Terms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "check-federation",
        description = {
            "Runs the federated queries: at a running server those that ask others, and at the others those that ask it.",
            "Prints for each how many rows came and how long it took, and writes when each last had rows."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: pfocr-rdf check-federation --out worked.ttl",
            "         pfocr-rdf load --db store --graph "
                    + "https://pfocr.wikipathways.org/sparql/.well-known/sparql-examples worked.ttl pfocr-database",
            "",
            ExitCode.HELP
        })
final class CheckFederationCommand implements Callable<Integer> {
    /** Until when a query is known to hold (DCMI Metadata Terms). */
    private static final Node VALID = Iris.external(Terms.DCTERMS + "valid");

    @Option(names = "--endpoint", paramLabel = "URL", description = "The server to ask. Default: ${DEFAULT-VALUE}")
    private String endpoint = "http://127.0.0.1:3330/sparql";

    @Option(
            names = "--reverse",
            description =
                    "Also run the queries that other endpoints answer by asking https://pfocr.wikipathways.org/sparql.")
    private boolean reverse;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Turtle to write; what it says of queries that fail now stays in it.")
    private @Nullable Path out;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description = "How long to wait for each query. Default: ${DEFAULT-VALUE}")
    private int seconds = 120;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (seconds < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--time: " + seconds + " is not a time in seconds");
        }
        PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
        Graph worked = GraphFactory.createDefaultGraph();
        if (out != null && Files.exists(out)) {
            RDFDataMgr.read(worked, out.toUri().toString(), Lang.TURTLE);
        }
        int failed = 0;
        for (QueryFile file : QueryFile.all()) {
            if (!file.kind().equals("federated") || (file.runAt() != null && !reverse)) {
                continue;
            }
            Outcome outcome = run(file);
            print.println((outcome.rows > 0 ? "works " : "fails ") + file.file() + ": " + outcome.text + ", "
                    + outcome.time.toMillis() / 1000.0 + " s");
            print.flush();
            if (outcome.rows == 0) {
                failed++;
                continue;
            }
            Node example = Iris.queryExample(file.kind() + "-" + file.file());
            worked.remove(example, VALID, Node.ANY);
            worked.add(
                    example,
                    VALID,
                    NodeFactory.createLiteralDT(
                            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), XSDDatatype.XSDdateTime));
        }
        if (out != null) {
            worked.getPrefixMapping().setNsPrefix("dcterms", Terms.DCTERMS);
            try (OutputStream turtle = Files.newOutputStream(out)) {
                RDFDataMgr.write(turtle, worked, Lang.TURTLE);
            }
        }
        return failed == 0 ? ExitCode.DONE : ExitCode.REJECTED;
    }

    private record Outcome(long rows, String text, Duration time) {}

    private Outcome run(QueryFile file) {
        long start = System.nanoTime();
        String at = file.runAt() == null ? endpoint : file.runAt();
        long count = 0;
        String text;
        try (QueryExecHTTP query = QueryExecHTTP.newBuilder()
                .endpoint(at)
                .queryString(file.text())
                .sendMode(QuerySendMode.asPostForm)
                .timeout(seconds, TimeUnit.SECONDS)
                .build()) {
            RowSet rows = query.select();
            while (rows.hasNext()) {
                rows.next();
                count++;
            }
            text = count + " rows";
        } catch (RuntimeException e) {
            count = 0;
            String why = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
            text = at + ": " + why.substring(0, Math.min(why.length(), 400));
        }
        return new Outcome(count, text, Duration.ofNanos(System.nanoTime() - start));
    }
}
