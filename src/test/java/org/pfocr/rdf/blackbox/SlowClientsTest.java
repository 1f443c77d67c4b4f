package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send or read slowly hold connections, and nothing that others need. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SlowClientsTest {
    /** More than the server has threads. */
    private static final int MANY = 300;

    private static final String EVERYTHING = "/sparql?query=SELECT%20*%20%7B%20?s%20?p%20?o%20%7D";

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket open(Server server, String request) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        sockets.add(socket);
        socket.connect(new java.net.InetSocketAddress(
                InetAddress.getLoopbackAddress(), URI.create(server.endpoint()).getPort()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Asks as somebody else. */
    private static void isWell(Server server) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(server.get("/health").body()).isEqualTo("alive\n");
            assertThat(server.get("/ready").statusCode()).isEqualTo(200);
            assertThat(server.get("/sparql?query=ASK%20%7B?s%20?p%20" + i + "%7D", "X-Forwarded-For", "192.0.2.7")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void bodiesThatDoNotComeHoldNoThreads() throws Exception {
        try (Server server = Server.start("--client-connections", "0", "--trusted-proxy", "127.0.0.1")) {
            for (int i = 0; i < MANY; i++) {
                open(
                        server,
                        "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
                                + "Content-Length: 1000\r\n\r\nASK");
            }
            isWell(server);
            assertThat(server.send(
                                    "POST",
                                    "/sparql",
                                    BodyPublishers.ofString("ASK {}"),
                                    "Content-Type",
                                    "application/sparql-query")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void answersThatAreNotReadHoldNoThreads() throws Exception {
        try (Server server = Server.start(
                "--client-connections",
                "0",
                "--client-rate",
                "0",
                "--client-queries",
                "0",
                "--trusted-proxy",
                "127.0.0.1")) {
            for (int i = 0; i < MANY; i++) {
                open(server, "GET " + (i % 3 == 0 ? "/data" : EVERYTHING) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            isWell(server);
        }
    }

    @Test
    void connectionsThatAreClosedDoNotCount() throws Exception {
        try (Server server = Server.start("--client-connections", "20")) {
            for (int i = 0; i < 200; i++) {
                try (Socket socket = open(server, "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
                    assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                            .as("connection " + i)
                            .startsWith("HTTP/1.1 200 ");
                }
            }
        }
    }

    @Test
    void oneAddressHasSoManyConnections() throws Exception {
        try (Server server = Server.start("--client-connections", "20")) {
            int refused = 0;
            for (int i = 0; i < 40; i++) {
                try {
                    Socket socket = open(server, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
                    refused += socket.getInputStream().read() < 0 ? 1 : 0;
                } catch (IOException e) {
                    refused++;
                }
            }
            assertThat(refused).isBetween(20, 22);
            close();
            boolean isOpen = false;
            while (!isOpen) { // The server notices by and by.
                try {
                    isOpen = server.get("/health").statusCode() == 200;
                } catch (IOException e) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
        }
    }
}
