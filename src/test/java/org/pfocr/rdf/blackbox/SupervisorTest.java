package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The process that watches the server: what hangs is started again, and nothing is left behind. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@EnabledOnOs({OS.LINUX, OS.MAC}) // They have signals.
class SupervisorTest {
    /** Hours of work. */
    private static final String ENDLESS =
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER (?c != ?f && ?f != ?i) }";

    private static void signal(ProcessHandle process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Test
    void aServerThatHangsIsStartedAgainAndTheQueryIsRefused() throws Exception {
        try (Server server = Server.start("--drain-time", "1", "--query-time", "300")) {
            ProcessHandle first = server.serving();
            CompletableFuture<HttpResponse<String>> lost = CompletableFuture.supplyAsync(() -> ask(server, ENDLESS));
            while (server.metric("pfocr_queries_running") < 1) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            signal(first, "STOP"); // As good as a safepoint that is never reached: no thread does anything.
            first.onExit().get();
            assertThat(lost.handle((answer, failure) -> failure).get()).isNotNull();
            HttpResponse<String> again = null;
            while (again == null) {
                try {
                    again = server.query("ASK {}", "text/csv");
                } catch (IOException e) {
                    TimeUnit.MILLISECONDS.sleep(100); // Not there yet.
                }
            }
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(server.serving().pid()).isNotEqualTo(first.pid());
            HttpResponse<String> refused = server.query(ENDLESS, "text/csv");
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("refused for an hour");
            assertThat(server.log()).contains("has not answered for", "FILTER (?c != ?f");
        }
    }

    @Test
    void aMachineThatStandsStillEndsNoServer() throws Exception {
        try (Server server = Server.start()) {
            ProcessHandle serving = server.serving();
            signal(server.process().toHandle(), "STOP");
            signal(serving, "STOP");
            TimeUnit.SECONDS.sleep(15); // Longer than a server may be silent.
            signal(server.process().toHandle(), "CONT");
            TimeUnit.SECONDS.sleep(3); // The first question after it has no answer.
            signal(serving, "CONT");
            TimeUnit.SECONDS.sleep(5);
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
            assertThat(server.serving().pid()).isEqualTo(serving.pid());
        }
    }

    /** As those of a proxy on this machine, from which the supervisor asks too. */
    @Test
    void allConnectionsOfThisMachineInUseEndNoServer() throws Exception {
        try (Server server = Server.start("--client-connections", "5")) {
            ProcessHandle serving = server.serving();
            AtomicBoolean isOver = new AtomicBoolean();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < 10; i++) { // Those that have one keep it, the others try again and again.
                clients.add(new Thread(() -> askUntil(isOver, URI.create(server.endpoint()))));
            }
            clients.forEach(Thread::start);
            TimeUnit.SECONDS.sleep(15); // Longer than a server may be silent.
            assertThat(serving.isAlive()).isTrue();
            isOver.set(true);
            for (Thread client : clients) {
                client.join();
            }
            assertThat(server.log()).doesNotContain("started again");
        }
    }

    private static void askUntil(AtomicBoolean isOver, URI address) {
        byte[] question = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        while (!isOver.get()) {
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                socket.setSoTimeout(10_000);
                while (!isOver.get()) {
                    socket.getOutputStream().write(question);
                    if (socket.getInputStream().read(new byte[4096]) < 0) {
                        break;
                    }
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            } catch (IOException e) {
                // One connection too many.
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static HttpResponse<String> ask(Server server, String query) {
        try {
            return server.query(query, "text/csv");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aServerThatDiesIsStartedAgain() throws Exception {
        try (Server server = Server.start("src/main/resources/sample")) { // It finds the store that it made.
            ProcessHandle first = server.serving();
            first.destroyForcibly();
            first.onExit().get();
            int status = 0;
            while (status != 200) {
                try {
                    status = server.get("/health").statusCode();
                } catch (IOException e) {
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
            assertThat(server.log()).contains("ended by itself with exit code 137");
        }
    }

    @Test
    void theEndOfTheSupervisorIsTheEndOfTheServer() throws Exception {
        Server server = Server.start("--drain-time", "1");
        ProcessHandle serving = server.serving();
        server.process().destroyForcibly();
        serving.onExit().get();
    }

    @Test
    void aServerThatHangsDoesNotOutliveSigterm() throws Exception {
        Server server = Server.start("--drain-time", "1");
        ProcessHandle serving = server.serving();
        signal(serving, "STOP");
        server.process().destroy();
        assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.process().exitValue()).isEqualTo(143);
        serving.onExit().get();
    }

    @Test
    void withoutASupervisorThereIsOneProcess() throws Exception {
        try (Server server = Server.start("--no-supervisor")) {
            assertThat(server.process().toHandle().children()).isEmpty();
            assertThat(server.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatIsWrongAtTheStartIsSaidOnce() {
        Program.Result result = Program.run("serve", "--db", "nothing-there");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(Program.run(List.of(), "serve", "--port", "99999").exitCode())
                .isEqualTo(2);
    }
}
