package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Queries that want to take the server down. A case is a file: its first line has the statuses that will do, its second what
 * the answer must say. {@code §3 text§} stands for the text three times, and {@code %i} in it for 0, 1 and 2.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HostileQueriesTest {
    private static final Path CASES = Path.of("src/test/resources/hostile");
    private static final Pattern REPEATED = Pattern.compile("§(\\d+) (.*?)§", Pattern.DOTALL);
    /** What a cheap query of somebody else may take meanwhile; a machine that builds is slow. */
    private static final long PATIENCE_SECONDS = 8;

    private static final int QUERY_SECONDS = 5;

    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        server = Server.start(
                List.of("-Xmx1g"),
                "--query-time",
                String.valueOf(QUERY_SECONDS),
                "--client-rate",
                "0",
                "--client-queries",
                "0",
                "--max-queries",
                "4");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<String> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            List<String> names = files.map(file -> file.getFileName().toString().replace(".rq", ""))
                    .sorted()
                    .toList();
            assertThat(names).hasSizeGreaterThan(70);
            return names;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aHostileQueryIsAnsweredAndNobodyElseNotices(String name) throws Exception {
        List<String> lines = Files.readAllLines(CASES.resolve(name + ".rq"));
        List<Integer> statuses = Arrays.stream(
                        lines.get(0).replace("# status:", "").strip().split("\\|"))
                .map(Integer::valueOf)
                .toList();
        String says = lines.get(1).replace("# says:", "").strip();
        String query = expanded(lines.stream().skip(2).collect(Collectors.joining("\n")));

        CompletableFuture<HttpResponse<String>> hostile = CompletableFuture.supplyAsync(() -> post(query));
        CompletableFuture<HttpResponse<String>> second = CompletableFuture.supplyAsync(() -> post(query));
        do {
            assertThat(CompletableFuture.supplyAsync(() -> post("ASK { ?s ?p <urn:" + System.nanoTime() + "> }"))
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .statusCode())
                    .isEqualTo(200);
            Thread.sleep(20);
        } while (!hostile.isDone() || !second.isDone());
        for (HttpResponse<String> answer : List.of(hostile.get(), second.get())) {
            assertThat(answer.statusCode()).as(answer.body()).isIn(statuses);
            assertThat(answer.body()).contains(says);
        }
    }

    private static HttpResponse<String> post(String query) {
        try {
            return server.send(
                    "POST",
                    "/sparql",
                    BodyPublishers.ofString(query),
                    "Content-Type",
                    "application/sparql-query",
                    "Accept",
                    "text/csv, */*;q=0.5");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String expanded(String text) {
        return REPEATED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(IntStream.range(0, Integer.parseInt(found.group(1)))
                        .mapToObj(i -> found.group(2).replace("%i", String.valueOf(i)))
                        .collect(Collectors.joining())));
    }
}
