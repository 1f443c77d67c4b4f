package org.pfocr.rdf.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.serve.SparqlServer;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.supervise.Journal;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.build.GenerationBuild;

/**
 * Any bytes as a query or as the target of a request get an answer or an error that is the client's, within the time limit
 * and a second. The seeds run with every build; CONTRIBUTING.md says how to go on from them.
 */
class RequestsFuzzTest {
    private static final int LIMIT_SECONDS = 2;
    /** The limit, a second, and what a crowded machine takes for itself. */
    private static final int WAIT_MILLIS = 10_000;

    private static final int STATUS_AT = "HTTP/1.0 ".length();

    private static Path folder;
    private static SparqlServer server;
    private static int port;

    @BeforeAll
    static void serve() throws Exception {
        folder = Files.createTempDirectory("pfocr-fuzz");
        StoreFolder store = StoreFolder.existingOrNew(folder);
        try (GenerationBuild build = store.beginLoad()) {
            RDFParser.source(TestData.STORES.resolve("form-1.nq").toUri().toString())
                    .parse(build.stream());
            build.commit();
        }
        server = SparqlServer.start(
                store,
                new ServerOptions(
                        "127.0.0.1",
                        0,
                        Duration.ofSeconds(LIMIT_SECONDS),
                        2,
                        10,
                        Duration.ofSeconds(1),
                        0,
                        0,
                        0,
                        List.of(),
                        100_000,
                        1_000_000,
                        1_000,
                        0,
                        List.of(),
                        Duration.ZERO,
                        null,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        List.of(),
                        Map.of(),
                        Duration.ZERO,
                        null,
                        1,
                        true),
                Journal.none());
        port = URI.create(server.url()).getPort();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @FuzzTest(maxDuration = "10m")
    void queryText(byte[] text) throws IOException {
        String head =
                "POST /sparql HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: "
                        + text.length + "\r\n\r\n";
        assertThat(status(head.getBytes(StandardCharsets.US_ASCII), text)).isIn(200, 400, 406, 413, 415, 422, 503);
    }

    @FuzzTest(maxDuration = "10m")
    void requestTarget(byte[] target) throws IOException {
        byte[] end = " HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        // A blank or a line's end would make it another request.
        byte[] path = new byte[target.length];
        for (int i = 0; i < target.length; i++) {
            path[i] = target[i] >= 0 && target[i] <= ' ' ? (byte) '/' : target[i];
        }
        byte[] first = "GET /".getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(first, first.length + path.length);
        System.arraycopy(path, 0, all, first.length, path.length);
        // 503 where a busy machine needs longer than the limit of time.
        assertThat(status(all, end)).matches(status -> status < 500 || status == 503);
    }

    /** The status of the answer; all of it is read. */
    private static int status(byte[] head, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(WAIT_MILLIS);
            byte[] request = Arrays.copyOf(head, head.length + body.length);
            System.arraycopy(body, 0, request, head.length, body.length);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.").doesNotContain("\tat ");
            return Integer.parseInt(answer.substring(STATUS_AT, STATUS_AT + 3));
        }
    }
}
