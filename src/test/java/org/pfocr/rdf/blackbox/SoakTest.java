package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.pfocr.rdf.TestData;

/**
 * Many clients ask all example queries while the data change under them, again and again. The build runs it for a few
 * seconds; CONTRIBUTING says how to run the long form, and bench/soak.md what came of it.
 */
@Isolated("It takes all processors.")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SoakTest {
    private static final int CLIENTS = Integer.getInteger("pfocr.soak.clients", 20);
    private static final int SECONDS = Integer.getInteger("pfocr.soak.seconds", 5);
    private static final int SWITCHES = Integer.getInteger("pfocr.soak.switches", 2);
    private static final int HEAP_MEGABYTES = 512;
    /** Triples: in no particular order, so compared line by line. */
    private static final String NT = "application/n-triples";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private Map<String, String> queries;

    @Test
    void noRequestFailsAndNoAnswerIsWrongWhileGenerationsSwitch() throws Exception {
        queries = queries();
        Path all = TestData.SAMPLE;
        Path part = part(all);
        String db = folder.resolve("db").toString();
        List<Map<String, String>> expected = List.of(expected(all), expected(part));
        assertThat(expected.get(0)).isNotEqualTo(expected.get(1));
        assertThat(Program.run("load", all.toString(), "--db", db).exitCode()).isZero();

        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        Queue<Long> times = new ConcurrentLinkedQueue<>();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        try (Server server = Server.start(
                List.of("-Xmx" + HEAP_MEGABYTES + "m", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=4"),
                "--db",
                db,
                "--client-rate",
                "0",
                "--client-queries",
                "0",
                "--client-connections",
                "0",
                "--max-waiting",
                String.valueOf(2 * CLIENTS),
                "--max-wait",
                "120")) {
            long begin = System.nanoTime();
            List<Thread> clients = new ArrayList<>();
            Stop stop = new Stop();
            for (int i = 0; i < CLIENTS; i++) {
                int first = i;
                Thread client = new Thread(() -> ask(server, first, expected, stop, wrong, times, seen));
                client.start();
                clients.add(client);
            }
            double peak = 0;
            for (int i = 1; i <= SWITCHES; i++) {
                while (seconds(begin) < (double) SECONDS * i / (SWITCHES + 1) - 1) {
                    peak = Math.max(peak, heap(server));
                    TimeUnit.MILLISECONDS.sleep(100);
                }
                Path input = i % 2 == 0 ? all : part;
                assertThat(Program.run("load", input.toString(), "--db", db).exitCode())
                        .isZero();
                while (!seen.contains(i + 1)) {
                    peak = Math.max(peak, heap(server));
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
            while (seconds(begin) < SECONDS) {
                peak = Math.max(peak, heap(server));
                TimeUnit.MILLISECONDS.sleep(100);
            }
            stop.now = true;
            for (Thread client : clients) {
                client.join();
            }
            report(server, times, seconds(begin), peak, wrong.size());
            assertThat(wrong).isEmpty();
            assertThat(server.metric("pfocr_store_switches")).isEqualTo(SWITCHES);
            assertThat(server.log()).doesNotContain("memory is short", "OutOfMemory", " ERROR ");
            Path old = Path.of(db, "gen-000001");
            while (Files.exists(old)) { // Removed after the last reader, or the test runs out of time.
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        assertThat(seen).hasSize(SWITCHES + 1);
    }

    private static final class Stop {
        private volatile boolean now;
    }

    private static Map<String, String> queries() throws IOException {
        Map<String, String> queries = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("queries/examples"))) {
            for (Path file : files.toList()) {
                queries.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(queries).hasSizeGreaterThan(10);
        return queries;
    }

    /** The sample without every third figure. */
    private Path part(Path sample) throws IOException {
        Path part = folder.resolve("part");
        try (Stream<Path> files = Files.walk(sample)) {
            int figures = 0;
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (file.toString().contains("_figures") && figures++ % 3 == 0) {
                    continue;
                }
                Path target = part.resolve(sample.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return part;
    }

    /** What each query gives on this input, asked of a server that has nothing else to do. */
    private Map<String, String> expected(Path input) throws Exception {
        Map<String, String> answers = new TreeMap<>();
        try (Server server = Server.start(input.toString())) {
            for (String name : queries.keySet()) {
                HttpResponse<String> answer = HTTP.send(request(server, name), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(name).isEqualTo(200);
                answers.put(name, comparable(answer));
            }
        }
        return answers;
    }

    private HttpRequest request(Server server, String name) {
        return HttpRequest.newBuilder(URI.create(
                        server.endpoint() + "?query=" + URLEncoder.encode(queries.get(name), StandardCharsets.UTF_8)))
                .header("Accept", NT + ", text/csv")
                .build();
    }

    private static String comparable(HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return type.startsWith(NT) ? answer.body().lines().sorted().collect(Collectors.joining("\n")) : answer.body();
    }

    private void ask(
            Server server,
            int first,
            List<Map<String, String>> expected,
            Stop stop,
            Queue<String> wrong,
            Queue<Long> times,
            Set<Integer> seen) {
        List<String> names = List.copyOf(queries.keySet());
        for (int i = first; !stop.now; i++) {
            String name = names.get(i % names.size());
            try {
                long begin = System.nanoTime();
                HttpResponse<String> answer = HTTP.send(request(server, name), HttpResponse.BodyHandlers.ofString());
                times.add(System.nanoTime() - begin);
                if (answer.statusCode() != 200) {
                    wrong.add(name + ": " + answer.statusCode() + " " + answer.body());
                    continue;
                }
                // W/"gen-000002-…": the first generation has all figures, the second a part of them, and so on.
                int generation = Integer.parseInt(
                        answer.headers().firstValue("ETag").orElseThrow().split("-")[1]);
                seen.add(generation);
                if (!comparable(answer)
                        .equals(expected.get((generation + 1) % 2).get(name))) {
                    wrong.add(name + " in generation " + generation + ": " + answer.body());
                }
            } catch (IOException | InterruptedException | RuntimeException e) {
                wrong.add(name + ": " + e);
            }
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) * 1e-9;
    }

    private static double heap(Server server) throws Exception {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** For bench/soak.md. */
    private static void report(Server server, Queue<Long> times, double seconds, double peak, int wrong)
            throws IOException {
        long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
        Path status = Path.of("/proc/" + server.serving().pid() + "/status");
        String resident = !Files.exists(status)
                ? "unknown"
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .map(line -> line.replaceAll("\\D+", ""))
                        .collect(Collectors.joining());
        String report = String.format(
                java.util.Locale.ROOT,
                "%d clients, %.0f s, %d switches: %d requests (%.0f a second), %d failed or wrong; ms: half %d, 99 %% %d,"
                        + " longest %d; heap at most %.0f MB of %d; resident %s kB%n",
                CLIENTS,
                seconds,
                SWITCHES,
                sorted.length,
                sorted.length / seconds,
                wrong,
                at(sorted, 0.5),
                at(sorted, 0.99),
                LongStream.of(sorted).max().orElse(0) / 1_000_000,
                peak / 1e6,
                HEAP_MEGABYTES,
                resident);
        Files.writeString(Path.of("target/soak.txt"), report);
        System.out.print(report);
    }

    private static long at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * share)] / 1_000_000;
    }
}
