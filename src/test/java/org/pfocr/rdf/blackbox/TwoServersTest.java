package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;

/** One generation of a store, served from several machines behind a proxy: a client does not notice which one answers. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class TwoServersTest {
    private static final List<String> PATHS = List.of(
            "/sparql?query=SELECT%20%2A%20%7B%20%3Fs%20a%20%3Fc%20%7D%20ORDER%20BY%20%3Fs%20%3Fc%20LIMIT%2050",
            "/api/search?q=glycolysis", "/figures/PMC90000005__sample-05-g003.html");

    @TempDir
    private Path folder;

    @Test
    void aCopiedGenerationHasTheSameAnswersAndTags() throws Exception {
        Path one = folder.resolve("one");
        assertThat(Program.run("load", TestData.SAMPLE.toString(), "--db", one.toString())
                        .exitCode())
                .isZero();
        Path two = folder.resolve("two");
        copy(one, two);
        try (Server first = Server.start("--db", one.toString());
                Server second = Server.start("--db", two.toString());
                Server beside = Server.start("--db", one.toString())) {
            for (String path : PATHS) {
                HttpResponse<String> answer = first.get(path, "Accept", "*/*");
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                String tag = answer.headers().firstValue("ETag").orElseThrow();
                for (Server other : List.of(second, beside)) {
                    HttpResponse<String> same = other.get(path, "Accept", "*/*");
                    assertThat(same.headers().firstValue("ETag")).as(path).contains(tag);
                    assertThat(same.body().replace(port(other), ""))
                            .isEqualTo(answer.body().replace(port(first), ""));
                    assertThat(other.get(path, "Accept", "*/*", "If-None-Match", tag)
                                    .statusCode())
                            .as("what one has given is still fresh at the other: " + path)
                            .isEqualTo(304);
                }
            }
        }
    }

    private static String port(Server server) {
        return java.net.URI.create(server.endpoint()).getAuthority();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
