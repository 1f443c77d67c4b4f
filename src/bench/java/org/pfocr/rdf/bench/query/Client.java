package org.pfocr.rdf.bench.query;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The same client for every endpoint: GET, connections kept, JSON results, the whole body read. */
final class Client {

    /** {@code -Dpfocr.longest} gives another, in seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(Long.getLong("pfocr.longest", 600));

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String endpoint;

    Client(String endpoint) {
        this.endpoint = endpoint;
    }

    /** What came back; {@code failure} is empty when all went well. */
    record Reply(byte[] body, double ms, String failure) {}

    Reply ask(BenchQuery query) throws IOException, InterruptedException {
        return ask(endpoint, query);
    }

    private Reply ask(String url, BenchQuery query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url + "?query=" + URLEncoder.encode(query.text(), StandardCharsets.UTF_8)))
                .timeout(LONGEST)
                .header("Accept", query.isGraph() ? "application/n-triples" : "application/sparql-results+json")
                .build();
        long start = System.nanoTime();
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException e) {
            return new Reply(new byte[0], LONGEST.toMillis(), "no answer in " + LONGEST.toSeconds() + " seconds");
        }
        double ms = (System.nanoTime() - start) / 1e6;
        String failure = response.statusCode() == 200
                ? ""
                : response.statusCode() + " "
                        + new String(response.body(), StandardCharsets.UTF_8)
                                .lines()
                                .findFirst()
                                .orElse("");
        return new Reply(response.body(), ms, failure);
    }

    /**
     * Warms this program, and not the server that it will ask: otherwise the first answer would carry the time that the
     * client takes to load its own classes.
     */
    void warmItself() throws IOException, InterruptedException {
        byte[] body = "{\"head\":{\"vars\":[\"x\"]},\"results\":{\"bindings\":[]}}".getBytes(StandardCharsets.UTF_8);
        HttpServer mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        mirror.start();
        try {
            String url = "http://127.0.0.1:" + mirror.getAddress().getPort() + "/";
            for (int i = 0; i < 500; i++) {
                Answer.of(ask(url, new BenchQuery("warm", "SELECT * {}")).body(), false);
            }
        } finally {
            mirror.stop(0);
        }
    }
}
