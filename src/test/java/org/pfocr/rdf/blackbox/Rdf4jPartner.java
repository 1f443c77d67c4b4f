package org.pfocr.rdf.blackbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.eclipse.rdf4j.model.Resource;
import org.eclipse.rdf4j.query.resultio.sparqljson.SPARQLResultsJSONWriter;
import org.eclipse.rdf4j.repository.RepositoryConnection;
import org.eclipse.rdf4j.repository.sail.SailRepository;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.sail.memory.MemoryStore;

/** RDF4J's store in memory as an endpoint on loopback: another engine's reading of the SPARQL that we send. */
final class Rdf4jPartner implements AutoCloseable {
    private final SailRepository repository = new SailRepository(new MemoryStore());
    private final HttpServer http;

    Rdf4jPartner(Path data) throws IOException {
        try (RepositoryConnection connection = repository.getConnection()) {
            connection.add(data.toFile(), null, RDFFormat.TRIG, new Resource[0]);
        }
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newCachedThreadPool());
        http.createContext("/sparql", this::answer);
        http.start();
    }

    String endpoint() {
        return "http://localhost:" + http.getAddress().getPort() + "/sparql";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = exchange.getRequestMethod().equals("GET")
                    ? exchange.getRequestURI().getRawQuery()
                    : new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String query = "";
            for (String pair : form.split("&")) {
                if (pair.startsWith("query=")) {
                    query = URLDecoder.decode(pair.substring("query=".length()), StandardCharsets.UTF_8);
                }
            }
            try (RepositoryConnection connection = repository.getConnection()) {
                java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
                connection.prepareTupleQuery(query).evaluate(new SPARQLResultsJSONWriter(out));
                exchange.getResponseHeaders().add("Content-Type", "application/sparql-results+json");
                exchange.sendResponseHeaders(200, out.size());
                exchange.getResponseBody().write(out.toByteArray());
            } catch (RuntimeException e) {
                byte[] why = String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(400, why.length);
                exchange.getResponseBody().write(why);
            }
        }
    }

    @Override
    public void close() {
        http.stop(0);
        repository.shutDown();
    }
}
