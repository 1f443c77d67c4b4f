package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.Converted;
import org.pfocr.rdf.problem.Kind;

/** A conversion opens no network connection, even to an address that would answer. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class NoNetworkTest {
    @TempDir
    private Path folder;

    @Test
    void aContextIsNeverFetched() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(200);
            String context = "http://127.0.0.1:" + server.getLocalPort() + "/context.jsonld";
            figure("PMC1__top", "  '@context': " + context + "\n");
            figure("PMC1__list", "  '@context': [https://schema.org/, " + context + "]\n");
            figure(
                    "PMC1__nested",
                    "  '@context': https://schema.org/\n  creator:\n    '@context': " + context + "\n    name: x\n");
            figure("PMC1__import", "  '@context': {'@import': " + context + "}\n");
            List<URI> asked = new ArrayList<>();
            ProxySelector before = ProxySelector.getDefault();
            ProxySelector.setDefault(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    asked.add(uri);
                    return List.of(Proxy.NO_PROXY);
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException e) {}
            });
            try {
                Converted converted = Converted.of(folder);
                assertThat(converted.totals().figures()).isEqualTo(4);
                assertThat(converted.problems().stream().filter(problem -> problem.kind() == Kind.UNKNOWN_CONTEXT))
                        .hasSize(3)
                        .allMatch(problem -> problem.what().contains(context.substring(0, 16)))
                        .allMatch(problem -> problem.line() > 0);
            } finally {
                ProxySelector.setDefault(before);
            }
            assertThat(asked).isEmpty();
            org.assertj.core.api.Assertions.assertThatThrownBy(server::accept)
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aContextCanBeMappedToAFile() throws IOException {
        Path context = Files.writeString(
                folder.resolve("context.jsonld"), "{\"@context\": {\"note\": \"https://example.org/note\"}}");
        figure("PMC1__mapped", "  '@context': https://example.org/context\n  note: mapped\n");
        ConversionOptions defaults = ConversionOptions.defaults();
        Converted converted = Converted.of(
                new ConversionOptions(
                        1,
                        defaults.imageTemplate(),
                        Map.of("https://example.org/context", context),
                        OtherTables.NONE,
                        null,
                        ConversionOptions.halfOfTheHeap(),
                        "test"),
                folder);
        assertThat(converted.select("SELECT ?o { ?s <https://example.org/note> ?o }"))
                .containsExactly(List.of("mapped"));
    }

    private void figure(String figid, String block) throws IOException {
        Files.writeString(
                folder.resolve(figid + ".md"),
                "---\nfigid: " + figid + "\npmcid: PMC1\nschema-jsonld:\n"
                        + "  '@id': https://pfocr.wikipathways.org/figures/" + figid + ".html\n" + block + "---\n");
    }
}
