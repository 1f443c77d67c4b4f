package org.pfocr.rdf.blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.pfocr.rdf.store.layout.FolderTree;

/** A running server, stopped at the end of the test. */
record Server(Process process, String endpoint, String greeting, Path logFile) implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** Options with which a server has its own content. */
    private static final Set<String> CONTENT = Set.of("--db", "--pmc-ids", "--release");

    /** The bundled sample, loaded once for all servers that have no other content. */
    private static final Path SAMPLE = Path.of("target/sample-store");

    private static boolean isLoaded;

    private static synchronized Path sample() throws IOException {
        if (!isLoaded) {
            if (Files.exists(SAMPLE)) {
                FolderTree.delete(SAMPLE);
            }
            Program.Result result = Program.run("load", "src/main/resources/sample", "--db", SAMPLE.toString());
            if (result.exitCode() != 0) {
                throw new AssertionError(result.err());
            }
            isLoaded = true;
        }
        return SAMPLE;
    }

    static Server start(String... arguments) throws IOException {
        return start(List.of(), arguments);
    }

    static Server start(List<String> jvmOptions, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("serve"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--port", "0"));
        if (arguments.length == 0 || (arguments[0].startsWith("--") && Collections.disjoint(all, CONTENT))) {
            all.addAll(List.of("--db", sample().toString()));
            all.addAll(all.contains("--warm-up") ? List.of() : List.of("--warm-up", "0"));
        }
        Path log = Files.createTempFile("server", ".log");
        Process process =
                Program.start(ProcessBuilder.Redirect.to(log.toFile()), jvmOptions, all.toArray(String[]::new));
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder greeting = new StringBuilder();
        String endpoint = null;
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            greeting.append(line).append('\n');
            if (line.startsWith("SPARQL endpoint")) {
                endpoint = line.substring("SPARQL endpoint".length()).strip();
            }
            if (line.startsWith("Stop")) {
                return new Server(process, endpoint, greeting.toString(), log);
            }
        }
        throw new AssertionError("did not start: " + greeting + Files.readString(log));
    }

    /** An answer to GET of a path, with headers as name and value in turn. */
    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** An answer to a query by GET. */
    HttpResponse<String> query(String query, String accept) throws IOException, InterruptedException {
        return get("/sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8), "Accept", accept);
    }

    HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(endpoint).resolve(path)).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The value of a metric, by its name and labels as they stand in the text; 0 where it is not there. */
    double metric(String name) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    /** The process that serves: the one that was started has it as its child. */
    ProcessHandle serving() {
        return process.toHandle().children().findFirst().orElse(process.toHandle());
    }

    /** What the server has logged so far. */
    String log() {
        try {
            return Files.readString(logFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) { // What clients still read may take the drain time of 30 s.
                process.destroyForcibly();
                throw new AssertionError("the server did not stop");
            }
            // A test that failed since its server was started again says so.
            log().lines().filter(line -> line.contains(" Supervisor: ")).forEach(System.out::println);
            Files.delete(logFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
