package org.pfocr.rdf.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.fuseki.server.DataService;
import org.apache.jena.fuseki.server.Endpoint;
import org.apache.jena.fuseki.server.Operation;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.IdExecutor;
import org.pfocr.rdf.examples.QueryFile;
import org.pfocr.rdf.search.Search;
import org.pfocr.rdf.serve.api.Api;
import org.pfocr.rdf.serve.api.EnrichRoute;
import org.pfocr.rdf.serve.api.PartnersRoute;
import org.pfocr.rdf.serve.api.Route;
import org.pfocr.rdf.serve.api.SearchRoute;
import org.pfocr.rdf.serve.api.SimilarRoute;
import org.pfocr.rdf.serve.api.SuggestRoute;
import org.pfocr.rdf.serve.door.ConnectionsOfClient;
import org.pfocr.rdf.serve.door.Door;
import org.pfocr.rdf.serve.door.UnpackedLimit;
import org.pfocr.rdf.serve.download.DownloadFiles;
import org.pfocr.rdf.serve.download.DownloadPages;
import org.pfocr.rdf.serve.download.Releases;
import org.pfocr.rdf.serve.federate.AllowedServices;
import org.pfocr.rdf.serve.federate.Partners;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.ClientAddress;
import org.pfocr.rdf.serve.http.OpenReads;
import org.pfocr.rdf.serve.http.OwnAddress;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.http.WellFormed;
import org.pfocr.rdf.serve.limit.Admission;
import org.pfocr.rdf.serve.limit.ClientLimits;
import org.pfocr.rdf.serve.mcp.LlmsText;
import org.pfocr.rdf.serve.mcp.McpEndpoint;
import org.pfocr.rdf.serve.mcp.StdioAgents;
import org.pfocr.rdf.serve.observe.Metrics;
import org.pfocr.rdf.serve.observe.Traffic;
import org.pfocr.rdf.serve.page.Assets;
import org.pfocr.rdf.serve.page.Layout;
import org.pfocr.rdf.serve.query.AnswerCache;
import org.pfocr.rdf.serve.query.ExampleAddress;
import org.pfocr.rdf.serve.query.ExampleList;
import org.pfocr.rdf.serve.query.GuardedQuery;
import org.pfocr.rdf.serve.supervise.Journal;
import org.pfocr.rdf.serve.thing.Overviews;
import org.pfocr.rdf.serve.web.BrowserQueries;
import org.pfocr.rdf.serve.web.ErrorPages;
import org.pfocr.rdf.serve.web.WebPages;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.sets.query.SetFunctions;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.StoreFolder.UnusableStore;
import org.pfocr.rdf.store.layout.GenerationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A read-only SPARQL endpoint at {@code /sparql} (SPARQL 1.1 Protocol, query operation) with a query page at {@code /}.
 *
 * <p>Only the query operation exists, so nothing can write. Thread-safe.
 */
public final class SparqlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SparqlServer.class);

    /**
     * What Jetty's pool keeps at most. With Fuseki's 5 MiB each answer got memory of its own outside the heap, which took up to
     * 30 ms and was given back only with the next collection of garbage; bench/RESULTS.md.
     */
    private static final int OUTPUT_BUFFER_BYTES = 1 << 16;
    /** Threads of queries that have begun, for each that may run; one that waits for its start has none. */
    private static final int QUERY_THREADS = 8;
    /** Bodies and answers on their way may fill so large a part of the heap. */
    private static final int PENDING_PART = 16;
    /** Answers of other endpoints may have so large a part of what ours may. */
    private static final int PARTNER_PART = 4;
    /** Threads for everything that is no query. */
    private static final int OTHER_THREADS = 100;
    /** For what comes after the last query has ended: its answer, and then the server's own end. */
    private static final Duration STOP_TIME = Duration.ofMillis(1500);

    private final FusekiServer server;
    private final Admission admission;
    private final Metrics metrics;
    private final Duration drainTime;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Generations generations;
    private final String host;

    private SparqlServer(
            FusekiServer server, Admission admission, Metrics metrics, Generations generations, ServerOptions options) {
        this.generations = generations;
        this.server = server;
        this.admission = admission;
        this.metrics = metrics;
        this.host = options.host();
        this.drainTime = options.drainTime();
    }

    /**
     * Starts serving a store. New generations of it are noticed and served.
     *
     * @param journal where to note what the server does
     * @throws IOException when the address cannot be listened on, or the store cannot be opened
     * @throws UnusableStore when the store is empty
     */
    public static SparqlServer start(StoreFolder store, ServerOptions options, Journal journal)
            throws IOException, UnusableStore {
        OwnAddress own = new OwnAddress(options);
        Generations generations = generations(store, options);
        ClientAddress addresses = new ClientAddress(options.trustedProxies());
        Admission admission = new Admission(
                options, addresses, new ClientLimits(options.clientQueries(), options.clientRate()), journal);
        Metrics metrics = new Metrics();
        generations.measure(metrics);
        admission.measure(metrics);
        AnswerCache answers = new AnswerCache(options.cacheBytes());
        answers.measure(metrics);

        Overviews overviews = new Overviews(generations);
        overviews.begin();
        if (!options.warmUpTime().isZero()) {
            rehearse(generations, overviews, own, options);
        }

        FusekiServer fuseki = server(generations, admission, answers, metrics, overviews, own, options);
        Server jetty = fuseki.getJettyServer();
        jetty.setStopTimeout(STOP_TIME.toMillis());
        jetty.setRequestLog(new Traffic(metrics, options.slowQuery(), addresses));
        for (Connector connector : jetty.getConnectors()) {
            if (connector instanceof ServerConnector address) {
                address.setHost(options.host());
                address.addBean(new ConnectionsOfClient(
                        options.clientConnections(), options.trustedProxies(), journal::askingPort));
            }
        }
        try {
            fuseki.start();
        } catch (RuntimeException e) {
            admission.close();
            metrics.close();
            generations.close();
            IOException network = network(e);
            if (network == null) {
                throw e;
            }
            throw new IOException(
                    "cannot listen on " + options.host() + " port " + options.port() + ": " + network.getMessage(), e);
        }
        journal.listening(fuseki.getHttpPort());
        return new SparqlServer(fuseki, admission, metrics, generations, options);
    }

    /** The store's generations, each made ready for what may be asked. */
    private static Generations generations(StoreFolder store, ServerOptions options) throws IOException, UnusableStore {
        String self = options.publicUrl() == null ? null : options.publicUrl() + "sparql";
        Partners partners =
                new Partners(options.serviceMirrors(), options.cacheBytes() / PARTNER_PART, options.serviceCache());
        return new Generations(store, generation -> {
            DatasetGraph dataset = generation.dataset();
            IdExecutor.attach(dataset);
            SetFunctions.attach(dataset, Sets.open(generation));
            Search search = Search.open(generation);
            if (search != null) {
                search.attach(dataset);
            }
            AllowedServices.apply(dataset, options.serviceAllowed(), partners, self);
        });
    }

    /**
     * Answers one agent by the Model Context Protocol until it has no more to ask. Nothing is listened on.
     *
     * @throws IOException also when the store cannot be opened
     * @throws UnusableStore when the store is empty
     */
    public static void answerAgent(StoreFolder store, ServerOptions options, InputStream in, PrintStream out)
            throws IOException, UnusableStore {
        Generations generations = generations(store, options);
        try (Admission admission =
                new Admission(options, new ClientAddress(List.of()), new ClientLimits(0, 0), Journal.none())) {
            new StdioAgents(generations, admission, options).run(in, out);
        } finally {
            generations.close();
        }
    }

    /** A server that is not started. */
    private static FusekiServer server(
            Generations generations,
            Admission admission,
            AnswerCache answers,
            Metrics metrics,
            Overviews overviews,
            OwnAddress own,
            ServerOptions options) {
        Assets assets = new Assets();
        Layout layout = new Layout(own.path(), overviews::edition, assets);
        // Fuseki binds a service to one data set for good, so it gets an empty one; each query finds its own.
        DataService service = DataService.newBuilder(DatasetGraphFactory.empty())
                .addEndpoint(Endpoint.create()
                        .operation(Operation.Query)
                        .processor(new GuardedQuery(generations, options, admission, answers, own))
                        .build())
                .build();
        List<QueryFile> examples = examples();
        DataService.Builder queries = DataService.newBuilder(DatasetGraphFactory.empty())
                .addEndpoint(Endpoint.create()
                        .operation(Operation.Query)
                        .processor(new ExampleList(examples, own))
                        .build());
        for (QueryFile file : examples) {
            if (file.runAt() == null) {
                queries.addEndpoint(Endpoint.create()
                        .operation(Operation.Query)
                        .endpointName(file.name())
                        .processor(new ExampleAddress(file, generations, options, admission, answers, own))
                        .build());
            }
        }
        Releases releases = new Releases(options.downloads());
        FusekiServer.Builder builder = FusekiServer.create();
        DownloadPages downloads = new DownloadPages(releases, layout, own);
        builder.addServlet("/downloads", downloads).addServlet("/downloads/*", downloads);
        builder.port(options.port())
                .maxServerThreads(QUERY_THREADS * options.maxQueries() + OTHER_THREADS)
                .add("/sparql", service)
                .add(Route.ROOT + "queries", queries.build())
                .addFilter("/*", new OpenReads(layout))
                .addFilter("/*", new WellFormed())
                .addFilter("/sparql", new BrowserQueries(layout))
                .addServlet(Route.ROOT + "*", new Api(routes(), generations, admission, answers, own, options))
                .addServlet(
                        "/*", new WebPages(generations, admission, metrics, overviews, layout, assets, own, options));
        if (options.agents()) {
            builder.addServlet(McpEndpoint.PATH, new McpEndpoint(generations, admission, own, options));
        }
        LlmsText llms = new LlmsText(generations, admission, own, options);
        builder.addServlet(LlmsText.SHORT, llms).addServlet(LlmsText.LONG, llms);
        FusekiServer fuseki = builder.build();
        Server jetty = fuseki.getJettyServer();
        for (Connector connector : jetty.getConnectors()) {
            connector
                    .getConnectionFactory(HttpConnectionFactory.class)
                    .getHttpConfiguration()
                    .setOutputBufferSize(OUTPUT_BUFFER_BYTES);
        }
        jetty.insertHandler(new UnpackedLimit(ServerOptions.MAX_REQUEST_BYTES));
        jetty.insertHandler(gzip());
        jetty.insertHandler(new Door(Runtime.getRuntime().maxMemory() / PENDING_PART));
        if (options.downloads() != null) {
            jetty.insertHandler(new DownloadFiles(releases, options.maxDownloads(), jetty));
        }
        // The outermost: it knows of every request, refuses new ones at the end and waits for the others.
        jetty.insertHandler(new GracefulHandler());
        jetty.setErrorHandler(new ErrorPages(layout));
        jetty.setDynamic(false); // All handlers are there, so Jetty can know that the outer ones never block.
        return fuseki;
    }

    /** What can be asked below {@code /api/}. */
    private static List<Route> routes() {
        return List.of(
                new SearchRoute(), new SuggestRoute(), new EnrichRoute(), new SimilarRoute(), new PartnersRoute());
    }

    private static List<QueryFile> examples() {
        try {
            return QueryFile.all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Warms up with a server of the same kind that listens nowhere, and has its own counters, limits and cache. */
    private static void rehearse(Generations generations, Overviews overviews, OwnAddress own, ServerOptions options) {
        try (Admission admission =
                        new Admission(options, new ClientAddress(List.of()), new ClientLimits(0, 0), Journal.none());
                Metrics metrics = new Metrics()) {
            AnswerCache answers = new AnswerCache(options.cacheBytes());
            FusekiServer fuseki = server(generations, admission, answers, metrics, overviews, own, options);
            Server jetty = fuseki.getJettyServer();
            LocalConnector inside = new LocalConnector(
                    jetty, jetty.getConnectors()[0].getConnectionFactory(HttpConnectionFactory.class));
            jetty.setConnectors(new Connector[] {inside});
            fuseki.start();
            try {
                WarmUp.run(inside, options.warmUp(), options.warmUpTime());
            } finally {
                admission.endAllAfter(Duration.ZERO);
                fuseki.stop();
            }
        }
    }

    @SuppressWarnings("removal") // Its successor is another library; this one is in Jetty's core.
    private static GzipHandler gzip() {
        GzipHandler gzip = new GzipHandler();
        gzip.setIncludedMethods("GET", "POST");
        gzip.setInflateBufferSize(
                OUTPUT_BUFFER_BYTES); // Bodies too; the limit of their size holds for what is unpacked.
        return gzip;
    }

    /** The network's own error behind Fuseki's, or null where something else went wrong. */
    private static @Nullable IOException network(Throwable e) {
        IOException found = null;
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof IOException network) {
                found = network;
            }
        }
        return found;
    }

    /** What the current generation holds. */
    public GenerationInfo info() {
        return generations.info();
    }

    /** The address of the query page; the endpoint is {@code sparql} below it. */
    public String url() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + server.getHttpPort() + "/";
    }

    /** Waits until the server is stopped. */
    public void join() {
        server.join();
    }

    /** Refuses new requests, lets queries that run finish within their time, and stops. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            admission.endAllAfter(drainTime);
            awaitAnswers();
            server.stop();
            admission.close();
            metrics.close();
            generations.close();
        }
    }

    /**
     * Refuses new requests and waits until the others are answered. Jetty's own stop does that too, but with it each
     * connection that is idle for a second is ended, and that of a query is idle until the answer is written: an answer that
     * is being written in that moment is lost.
     */
    private void awaitAnswers() {
        GracefulHandler requests = server.getJettyServer().getDescendant(GracefulHandler.class);
        try {
            requests.shutdown().get(drainTime.plus(STOP_TIME).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("stopping, though a request is not answered yet");
        }
    }
}
