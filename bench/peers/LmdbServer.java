import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.eclipse.rdf4j.common.transaction.IsolationLevels;
import org.eclipse.rdf4j.model.Statement;
import org.eclipse.rdf4j.query.GraphQuery;
import org.eclipse.rdf4j.query.Query;
import org.eclipse.rdf4j.query.QueryLanguage;
import org.eclipse.rdf4j.query.TupleQuery;
import org.eclipse.rdf4j.query.resultio.sparqljson.SPARQLResultsJSONWriter;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.rio.ntriples.NTriplesParser;
import org.eclipse.rdf4j.rio.ntriples.NTriplesWriter;
import org.eclipse.rdf4j.rio.helpers.AbstractRDFHandler;
import org.eclipse.rdf4j.sail.lmdb.LmdbStore;
import org.eclipse.rdf4j.sail.lmdb.config.LmdbStoreConfig;

/** Loads a dump into an LMDB store, or answers queries from one. Not a part of the build: it is compiled with RDF4J's jars. */
public class LmdbServer {

    private static final int TRANSACTION = 1_000_000;

    /** The longest that a query may take, in seconds. */
    private static final int LONGEST = Integer.parseInt(System.getenv().getOrDefault("PEER_SECONDS", "600"));

    public static void main(String[] args) throws Exception {
        boolean load = args[0].equals("load");
        LmdbStoreConfig config = new LmdbStoreConfig("spoc,posc,ospc");
        // Without syncs while loading: the load can be repeated.
        config.setForceSync(false);
        SailRepository repository = new SailRepository(new LmdbStore(new File(load ? args[2] : args[1]), config));
        if (load) {
            load(repository, Path.of(args[1]));
            repository.shutDown();
        } else {
            serve(repository, Integer.parseInt(args[2]));
        }
    }

    private static void load(SailRepository repository, Path dump) throws Exception {
        try (RepositoryConnection connection = repository.getConnection();
                InputStream in = new BufferedInputStream(Files.newInputStream(dump), 1 << 20)) {
            connection.begin(IsolationLevels.NONE);
            NTriplesParser parser = new NTriplesParser();
            parser.setRDFHandler(new AbstractRDFHandler() {
                private long count;

                @Override
                public void handleStatement(Statement statement) {
                    connection.add(statement);
                    if (++count % TRANSACTION == 0) {
                        connection.commit();
                        connection.begin(IsolationLevels.NONE);
                    }
                }
            });
            parser.parse(in, "");
            connection.commit();
        }
    }

    private static void serve(SailRepository repository, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setExecutor(Executors.newFixedThreadPool(32));
        server.createContext("/sparql", exchange -> {
            try {
                answer(repository, exchange);
            } catch (Exception e) {
                byte[] text = e.toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(500, text.length);
                exchange.getResponseBody().write(text);
            } finally {
                exchange.close();
            }
        });
        server.start();
    }

    private static void answer(SailRepository repository, HttpExchange exchange) throws Exception {
        String parameters = exchange.getRequestURI().getRawQuery();
        String text = URLDecoder.decode(parameters.substring("query=".length()), StandardCharsets.UTF_8);
        try (RepositoryConnection connection = repository.getConnection()) {
            Query query = connection.prepareQuery(QueryLanguage.SPARQL, text);
            query.setMaxExecutionTime(LONGEST);
            // The answer is made before the status is sent, so that a failure has its own status.
            java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
            if (query instanceof TupleQuery) {
                ((TupleQuery) query).evaluate(new SPARQLResultsJSONWriter(body));
            } else if (query instanceof GraphQuery) {
                ((GraphQuery) query).evaluate(new NTriplesWriter(body));
            } else {
                body.write("{\"head\":{},\"boolean\":true}".getBytes(StandardCharsets.UTF_8));
            }
            exchange.getResponseHeaders().add("Content-Type", "application/sparql-results+json");
            exchange.sendResponseHeaders(200, body.size());
            try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16)) {
                body.writeTo(out);
            }
        }
    }
}
