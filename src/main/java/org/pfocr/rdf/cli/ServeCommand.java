package org.pfocr.rdf.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import org.pfocr.rdf.serve.supervise.Journal;
import org.pfocr.rdf.serve.supervise.Supervision;
import org.pfocr.rdf.store.StoreFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code serve}. It is long because each of its options says in place what it is for. */
@Command(
        name = "serve",
        description = {
            "Serves a store as a read-only SPARQL endpoint at /sparql.",
            "With INPUT and no store yet, converts and loads first. Without anything, serves the bundled sample."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  pfocr-rdf serve",
            "  pfocr-rdf serve pfocr-database --db store --port 8080",
            "",
            ExitCode.HELP
        })
final class ServeCommand implements Callable<Integer> {
    private static final int WAITING_PER_QUERY = 64;

    @Parameters(arity = "0..*", paramLabel = "INPUT", description = "As for load.")
    private List<Path> inputs = List.of();

    @Option(
            names = "--db",
            paramLabel = "DIR",
            description = "The store. Default: a temporary one, removed at the end.")
    private @Nullable Path db;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on. Default: ${DEFAULT-VALUE}")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on; 0 for any. Default: ${DEFAULT-VALUE}")
    private int port = 3330;

    @Option(
            names = "--query-time",
            paramLabel = "SECONDS",
            description = "Cancel a query after this time. Default: ${DEFAULT-VALUE}")
    private int querySeconds = 60;

    @Option(
            names = "--max-queries",
            paramLabel = "N",
            description = "Queries that run at one time. Default: two per processor.")
    private int maxQueries = 2 * Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--max-waiting",
            paramLabel = "N",
            description = "Queries that wait for their turn; more are refused. Default: 64 for each that may run.")
    private int maxWaiting = -1;

    @Option(
            names = "--max-wait",
            paramLabel = "SECONDS",
            description = "How long a query waits for its turn before it is refused. Default: ${DEFAULT-VALUE}")
    private int waitSeconds = 10;

    @Option(
            names = "--client-queries",
            paramLabel = "N",
            description = "Queries of one client that run or wait; 0 for no limit. Default: ${DEFAULT-VALUE}")
    private int clientQueries = 8;

    @Option(
            names = "--client-rate",
            paramLabel = "N",
            description = "Queries of one client in a second, on average; 0 for no limit. Default: ${DEFAULT-VALUE}")
    private int clientRate = 20;

    @Option(
            names = "--client-connections",
            paramLabel = "N",
            description =
                    "Connections of one address, if it is no trusted proxy; 0 for no limit. Default: ${DEFAULT-VALUE}")
    private int clientConnections = 100;

    @Option(
            names = "--trusted-proxy",
            paramLabel = "ADDRESS",
            description = "A reverse proxy, whose X-Forwarded-For names the client. May be given more than once.")
    private List<String> trustedProxies = new ArrayList<>();

    @Option(
            names = "--max-rows",
            paramLabel = "N",
            description = "Rows or triples of one result; 0 for no limit. Default: ${DEFAULT-VALUE}")
    private long maxRows;

    @Option(
            names = "--max-text",
            paramLabel = "N",
            description = "Characters of a text that a query makes. Default: ${DEFAULT-VALUE}")
    private int maxCharacters = 1_000_000;

    @Option(
            names = "--max-digits",
            paramLabel = "N",
            description = "Digits of a number that a query makes. Default: ${DEFAULT-VALUE}")
    private int maxDigits = 1_000;

    @Option(
            names = "--answer-cache",
            paramLabel = "MB",
            description = "Keep finished answers of this size in all; 0 for none. Default: a sixteenth of the heap.")
    private int cacheMegabytes = (int) (Runtime.getRuntime().maxMemory() >> 24);

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description =
                    "Before the first client, answer example queries for up to this time, so that first answers are"
                            + " fast; only with --db. Default: ${DEFAULT-VALUE}")
    private int warmUpSeconds = 5;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Where clients find this server, if that is not its own address, as behind a reverse proxy.")
    private @Nullable String publicUrl;

    @Option(
            names = "--slow-query",
            paramLabel = "SECONDS",
            description = "Log the text of queries that take this long; 0 for none. Default: ${DEFAULT-VALUE}")
    private int slowSeconds = 5;

    @Option(
            names = "--drain-time",
            paramLabel = "SECONDS",
            description = "When stopped, let queries that run go on for this time. Default: ${DEFAULT-VALUE}")
    private int drainSeconds = 30;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "What goes to standard error: ${COMPLETION-CANDIDATES}. Requests are of level info. "
                    + "Default: ${DEFAULT-VALUE}")
    private Logs.Threshold logLevel = Logs.Threshold.INFO;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "Form of the log: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Logs.Form logForm = Logs.Form.TEXT;

    @Option(
            names = "--service-allow",
            paramLabel = "URL",
            description = "An endpoint that SERVICE may call, besides the public ones that the manual lists.")
    private List<String> serviceAllow = new ArrayList<>();

    @Option(
            names = "--service-mirror",
            paramLabel = "URL=ADDRESS",
            description = "Call the endpoint URL at ADDRESS, such as a copy of it nearby. It is allowed by that.")
    private Map<String, String> serviceMirrors = new LinkedHashMap<>();

    @Option(
            names = "--service-cache",
            paramLabel = "SECONDS",
            description =
                    "Keep the answers of other endpoints for this time; 0 for not at all. Default: ${DEFAULT-VALUE}")
    private int serviceCacheSeconds = 600;

    @Option(names = "--no-service", description = "Refuse every SERVICE.")
    private boolean noService;

    @Option(names = "--no-mcp", description = "Do not answer agents (Model Context Protocol) at /mcp.")
    private boolean noMcp;

    @Option(
            names = "--downloads",
            paramLabel = "DIR",
            description = "Publish the releases in this folder at /downloads/; each is a folder that release made.")
    private @Nullable Path downloads;

    @Option(
            names = "--max-downloads",
            paramLabel = "N",
            description = "Files of releases that are sent at one time; more are refused. Default: ${DEFAULT-VALUE}")
    private int maxDownloads = 64;

    @Option(
            names = "--no-supervisor",
            description = "Serve in this process, without another that starts the server again when it hangs.")
    private boolean noSupervisor;

    @Mixin
    private ConversionArguments conversion = new ConversionArguments();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (port < 0 || port > 65535) {
            throw new CommandFailure(ExitCode.USAGE, "--port: " + port + " is not a port");
        }
        if (querySeconds < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--query-time: " + querySeconds + " is not a time in seconds");
        }
        if (maxQueries < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--max-queries: " + maxQueries + " is not a number of queries");
        }
        if (slowSeconds < 0 || drainSeconds < 0 || warmUpSeconds < 0 || serviceCacheSeconds < 0) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--slow-query, --drain-time, --warm-up and --service-cache are times in seconds");
        }
        if (waitSeconds < 0) {
            throw new CommandFailure(ExitCode.USAGE, "--max-wait: " + waitSeconds + " is not a time in seconds");
        }
        if (maxWaiting < -1
                || clientQueries < 0
                || clientRate < 0
                || clientConnections < 0
                || maxRows < 0
                || cacheMegabytes < 0) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--max-waiting, --client-queries, --client-rate, --client-connections, --max-rows and --answer-cache are"
                            + " numbers from 0 on");
        }
        if (maxCharacters < 1 || maxDigits < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--max-text and --max-digits are numbers from 1 on");
        }
        if (downloads != null && (!Files.isDirectory(downloads) || Files.exists(downloads.resolve("SHA256SUMS")))) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--downloads: " + downloads + " is not a folder of releases; give the folder that they are in");
        }
        if (maxDownloads < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--max-downloads: " + maxDownloads + " is not a number of files");
        }
        publicUrl = publicUrl == null ? null : withSlash(publicUrl);
        Logs.ofServer(logLevel, logForm);
        Duration drainTime = Duration.ofSeconds(drainSeconds);
        if (!noSupervisor && !Supervision.isServer()) {
            return Supervision.supervise(
                    spec.root().userObject().getClass(),
                    spec.root().commandLine().getParseResult().originalArgs(),
                    host,
                    drainTime);
        }
        Journal journal = Supervision.journal(() -> System.exit(ExitCode.FAILURE));
        boolean isAgain = journal.port() > 0;
        StoreFolder store = db == null ? temporaryStore(err) : permanentStore(db, err);
        List<String> allowed = new ArrayList<>();
        if (!noService) {
            allowed.addAll(ServerOptions.PUBLIC_ENDPOINTS);
            allowed.addAll(serviceAllow);
            serviceMirrors.keySet().stream()
                    .filter(url -> !allowed.contains(url))
                    .forEach(allowed::add);
        }
        try (SparqlServer server = SparqlServer.start(
                store,
                new ServerOptions(
                        host,
                        isAgain ? journal.port() : port,
                        Duration.ofSeconds(querySeconds),
                        maxQueries,
                        maxWaiting < 0 ? WAITING_PER_QUERY * maxQueries : maxWaiting,
                        Duration.ofSeconds(waitSeconds),
                        clientQueries,
                        clientRate,
                        clientConnections,
                        trustedProxies,
                        maxRows,
                        maxCharacters,
                        maxDigits,
                        (long) cacheMegabytes << 20,
                        List.copyOf(Bundled.queries("examples").values()),
                        Duration.ofSeconds(db == null || isAgain ? 0 : warmUpSeconds),
                        publicUrl,
                        Duration.ofSeconds(slowSeconds),
                        drainTime,
                        allowed,
                        serviceMirrors,
                        Duration.ofSeconds(serviceCacheSeconds),
                        downloads,
                        maxDownloads,
                        !noMcp),
                journal)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, drainTime), "stop-server"));
            if (isAgain) { // What a client may wait for has been said.
                server.join();
                return ExitCode.DONE;
            }
            out.println("SPARQL endpoint  " + server.url() + "sparql");
            out.println("Query page       " + server.url());
            if (!noMcp) {
                out.println("Agents (MCP)     " + server.url() + "mcp");
            }
            if (publicUrl != null) {
                out.println("Public address   " + publicUrl);
            }
            out.println("Content          " + server.info().figures() + " figures, "
                    + server.info().triples() + " triples");
            out.println("Try              curl -s '" + server.url() + "sparql' -H 'Accept: text/csv'"
                    + " --data-urlencode 'query=PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>"
                    + " SELECT ?gene (COUNT(?figure) AS ?figures) { ?figure pfocr:mentionsGene ?gene }"
                    + " GROUP BY ?gene ORDER BY DESC(?figures) LIMIT 5'");
            out.println("Stop             Ctrl-C");
            out.flush();
            server.join();
        }
        return ExitCode.DONE;
    }

    private static void stop(SparqlServer server, Duration drainTime) {
        Supervision.stop(server::close, drainTime, () -> {
            System.err.println("pfocr-rdf: the server did not stop in time, and ends at once");
            Runtime.getRuntime().halt(ExitCode.TERMINATED);
        });
    }

    /** The address of a folder, so that what is below it can be named relative to it. */
    private static String withSlash(String url) throws CommandFailure {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new CommandFailure(ExitCode.USAGE, "--public-url: " + e.getMessage());
        }
        boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--public-url: " + url + " is not like https://example.org/pfocr/");
        }
        return url.endsWith("/") ? url : url + "/";
    }

    private StoreFolder permanentStore(Path folder, PrintWriter err) throws Exception {
        if (!StoreFolder.isLoaded(folder)) {
            if (inputs.isEmpty()) {
                return StoreFolder.existing(folder);
            }
            loadInto(StoreFolder.existingOrNew(folder), inputs, err);
        } else if (!inputs.isEmpty()) {
            err.println(folder + ": is loaded already, so INPUT was not read; use load to replace what it holds");
        }
        return StoreFolder.existing(folder);
    }

    private StoreFolder temporaryStore(PrintWriter err) throws Exception {
        Path temporary = Supervision.isServer() ? Supervision.data() : Loading.temporaryFolder();
        Path made = temporary.resolve("store");
        if (StoreFolder.isLoaded(made)) { // By the server before this one.
            return StoreFolder.existing(made);
        }
        List<Path> sources = inputs;
        if (sources.isEmpty()) {
            Path sample = Files.createDirectories(temporary.resolve("sample"));
            Bundled.copySample(sample);
            sources = List.of(sample);
        }
        StoreFolder store = StoreFolder.existingOrNew(Files.createDirectories(made));
        loadInto(store, sources, err);
        return store;
    }

    private void loadInto(StoreFolder store, List<Path> sources, PrintWriter err) throws Exception {
        int exitCode = Loading.load(store, sources, List.of(), conversion, err);
        if (exitCode == ExitCode.REJECTED && conversion.strict()) {
            throw new CommandFailure(ExitCode.REJECTED, "not serving: --strict, and some input was rejected");
        }
    }
}
