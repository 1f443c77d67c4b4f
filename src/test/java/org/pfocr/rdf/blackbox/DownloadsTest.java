package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import eu.neverblink.jelly.convert.jena.riot.JellyLanguage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Releases over HTTP, and Jelly wherever there is RDF. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DownloadsTest {
    private static final String SAMPLE = "src/main/resources/sample";
    private static final String BELOW = "/downloads/2026-02-01/";
    private static final String DUMP = BELOW + "pfocr-2026-02-01.nq.gz";
    private static final int LARGE = 64 << 20;

    private static Server server;
    private static int port;
    private static Path releases;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        releases = Files.createDirectory(folder.resolve("releases"));
        Path newest = releases.resolve("2026-02-01");
        Program.Result made =
                Program.run("release", SAMPLE, "--to", newest.toString(), "--release", "2026-02-01", "--quiet");
        assertThat(made.exitCode()).as(made.err()).isZero();
        Path older = Files.createDirectory(releases.resolve("2025-12-31"));
        Files.writeString(older.resolve("SHA256SUMS"), "");
        Files.write(older.resolve("large.nq.gz"), new byte[LARGE]);
        Files.writeString(older.resolve(".hidden"), "hidden");
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(older.resolve("secret"), folder.resolve("secret"));
        Files.createDirectory(releases.resolve("2026-03-01")); // Not whole yet.
        Files.writeString(releases.resolve("2026-03-01").resolve("half.gz"), "half");
        Path jelly = folder.resolve("sample.jelly.gz");
        assertThat(Program.run("convert", SAMPLE, "-o", jelly.toString(), "--quiet", "--release", "2026-02-01")
                        .exitCode())
                .isZero();
        Path store = folder.resolve("db");
        Program.Result loaded = Program.run("load", jelly.toString(), "--db", store.toString(), "--quiet");
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        server = Server.start(
                "--db",
                store.toString(),
                "--downloads",
                releases.toString(),
                "--max-downloads",
                "2",
                "--client-rate",
                "0");
        port = URI.create(server.endpoint()).getPort();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawRequest.Answer raw(String method, String path, String... headers) throws Exception {
        return new RawRequest(method + " " + path, List.of(headers), new byte[0]).send(port);
    }

    @Test
    void aFileComesAsItIs() throws Exception {
        byte[] file = Files.readAllBytes(releases.resolve("2026-02-01/pfocr-2026-02-01.nq.gz"));
        RawRequest.Answer answer = raw("GET", DUMP, "Accept-Encoding: gzip, deflate");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.bytes()).isEqualTo(file);
        assertThat(answer.header("Content-Type")).isEqualTo("application/gzip");
        assertThat(answer.header("Content-Encoding")).isEmpty();
        assertThat(answer.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.header("Last-Modified")).isNotEmpty();
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        RawRequest.Answer head = raw("HEAD", DUMP);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(file.length));
        assertThat(raw("GET", DUMP, "If-None-Match: " + answer.header("ETag")).status())
                .isEqualTo(304);
        assertThat(raw("GET", DUMP, "If-Modified-Since: " + answer.header("Last-Modified"))
                        .status())
                .isEqualTo(304);
        assertThat(raw("GET", BELOW + "pfocr-2026-02-01.nq.zst").header("Content-Type"))
                .isEqualTo("application/zstd");
        assertThat(raw("GET", BELOW + "dcat.ttl").header("Content-Type")).startsWith("text/turtle");
        assertThat(raw("GET", BELOW + "SHA256SUMS").header("Content-Type")).startsWith("text/plain");
    }

    @Test
    void aDownloadThatWasCutGoesOn() throws Exception {
        byte[] file = Files.readAllBytes(releases.resolve("2026-02-01/pfocr-2026-02-01.nq.gz"));
        for (int cut : new int[] {1, 12345, file.length - 1}) {
            RawRequest.Answer rest = raw("GET", DUMP, "Range: bytes=" + cut + "-");
            assertThat(rest.status()).isEqualTo(206);
            assertThat(rest.header("Content-Range"))
                    .isEqualTo("bytes " + cut + "-" + (file.length - 1) + "/" + file.length);
            assertThat(rest.bytes()).isEqualTo(Arrays.copyOfRange(file, cut, file.length));
        }
        assertThat(raw("GET", DUMP, "Range: bytes=" + file.length + "-").status())
                .isEqualTo(416);
    }

    /** A part is sent to a client only that has the rest of the same file. */
    @Test
    void aFileThatIsAnotherByNowComesWhole() throws Exception {
        byte[] file = Files.readAllBytes(releases.resolve("2026-02-01/pfocr-2026-02-01.nq.gz"));
        RawRequest.Answer first = raw("HEAD", DUMP);
        for (String condition : List.of(first.header("ETag"), first.header("Last-Modified"))) {
            RawRequest.Answer rest = raw("GET", DUMP, "Range: bytes=1000-", "If-Range: " + condition);
            assertThat(rest.status()).as(condition).isEqualTo(206);
            assertThat(rest.bytes()).hasSize(file.length - 1000);
        }
        for (String condition : List.of("\"other\"", "W/" + first.header("ETag"), "Thu, 01 Jan 1970 00:00:00 GMT")) {
            RawRequest.Answer whole = raw("GET", DUMP, "Range: bytes=1000-", "If-Range: " + condition);
            assertThat(whole.status()).as(condition).isEqualTo(200);
            assertThat(whole.bytes()).isEqualTo(file);
        }
    }

    @Test
    void nothingElseIsThere() throws Exception {
        for (String path : List.of(
                "/downloads/../secret",
                "/downloads/2025-12-31/../../secret",
                "/downloads/%2e%2e/secret",
                "/downloads/2025-12-31/%2e%2e/%2e%2e/secret",
                "/downloads/2025-12-31/..%2f..%2fsecret",
                "/downloads/2025-12-31/secret",
                "/downloads/2025-12-31/.hidden",
                "/downloads/2026-02-01/.release-notes",
                "/downloads/2026-03-01/half.gz",
                "/downloads/2026-03-01/",
                "/downloads/2025-12-31/none",
                "/downloads//2025-12-31/large.nq.gz/",
                "/downloads/none/")) {
            RawRequest.Answer answer = raw("GET", path);
            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.text()).as(path).doesNotContain("secret\n").isNotEqualTo("secret");
        }
        assertThat(server.send("POST", DUMP, BodyPublishers.ofString("x")).statusCode())
                .isEqualTo(405);
        assertThat(server.send("DELETE", DUMP, BodyPublishers.noBody()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void releasesAreListed() throws Exception {
        HttpResponse<String> page = server.get("/downloads/", "Accept", "text/html");
        assertThat(page.body())
                .contains("href=\"2026-02-01/\"", "href=\"2025-12-31/\"")
                .doesNotContain("2026-03-01");
        assertThat(server.get(BELOW, "Accept", "text/html").body()).contains("pfocr-2026-02-01.nq.gz");
        assertThat(raw("GET", "/downloads").header("Location")).isEqualTo("/downloads/");
        assertThat(raw("GET", "/downloads/latest").header("Location")).isEqualTo(BELOW);
        RawRequest.Answer latest = raw("GET", "/downloads/latest/SHA256SUMS");
        assertThat(latest.status()).isEqualTo(302);
        assertThat(latest.header("Location")).isEqualTo(BELOW + "SHA256SUMS");
        for (String path : List.of("/downloads/", BELOW)) {
            Graph dcat = GraphFactory.createDefaultGraph();
            HttpResponse<String> answer = server.get(path, "Accept", "text/turtle");
            RDFParser.fromString(answer.body(), Lang.TURTLE).parse(dcat);
            String address = URI.create(server.endpoint()).resolve(DUMP).toString();
            assertThat(QueryExec.graph(dcat)
                            .query("ASK { ?d <http://www.w3.org/ns/dcat#downloadURL> <" + address + "> }")
                            .ask())
                    .as(path)
                    .isTrue();
        }
    }

    /** Where the data that are served can be had as files; not those of another version. */
    @Test
    void descriptionsNameTheDumps() throws Exception {
        String below = URI.create(server.endpoint()).resolve(BELOW).toString();
        for (String path : List.of("/.well-known/void", "/sparql")) {
            Graph description = GraphFactory.createDefaultGraph();
            RDFParser.fromString(server.get(path, "Accept", "text/turtle").body(), Lang.TURTLE)
                    .parse(description);
            List<String> dumps = new ArrayList<>();
            QueryExec.graph(description)
                    .query("SELECT ?dump { ?d <http://rdfs.org/ns/void#dataDump> ?dump }")
                    .select()
                    .forEachRemaining(row -> dumps.add(row.get("dump").getURI()));
            assertThat(dumps)
                    .as(path)
                    .contains(below + "pfocr-2026-02-01.nq.gz", below + "pfocr-2026-02-01.jelly.zst")
                    .noneMatch(dump -> dump.contains("2025-12-31") || dump.contains("-genes"));
        }
    }

    /** Clients that read nothing take places and no threads; queries go on. */
    @Test
    void downloadsHaveALimitOfTheirOwn() throws Exception {
        byte[] request = "GET /downloads/2025-12-31/large.nq.gz HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        try (Socket one = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket other = new Socket(InetAddress.getLoopbackAddress(), port)) {
            for (Socket socket : List.of(one, other)) {
                socket.getOutputStream().write(request);
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            RawRequest.Answer refused = raw("GET", DUMP);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(server.query("ASK { ?s ?p ?o }", "text/csv").statusCode())
                    .isEqualTo(200);
            InputStream rest = one.getInputStream();
            assertThat(rest.readNBytes(LARGE)).hasSize(LARGE); // It has not been cut.
        }
        for (int i = 0; raw("GET", DUMP).status() != 200; i++) { // The places are free again.
            assertThat(i).isLessThan(1000);
            Thread.sleep(10);
        }
    }

    /** The store was loaded from Jelly, too. */
    @Test
    void jellyIsAmongTheForms() throws Exception {
        String figure = "https://pfocr.wikipathways.org/figures/PMC90000005__sample-05-g003.html";
        String query = "/sparql?query=" + URLEncoder.encode("DESCRIBE <" + figure + ">", StandardCharsets.UTF_8);
        String graph = "/data?graph="
                + URLEncoder.encode("https://pfocr.wikipathways.org/graph/dataset", StandardCharsets.UTF_8);
        for (String path : List.of(query, graph, "/ontology", "/figures/PMC90000005__sample-05-g003.html")) {
            RawRequest.Answer jelly = raw("GET", path, "Accept: application/x-jelly-rdf");
            assertThat(jelly.status()).as(path).isEqualTo(200);
            assertThat(jelly.header("Content-Type")).as(path).isEqualTo("application/x-jelly-rdf");
            RawRequest.Answer lines = raw("GET", path, "Accept: application/n-triples");
            DatasetGraph one = DatasetGraphFactory.create();
            RDFParser.source(new ByteArrayInputStream(jelly.bytes()))
                    .lang(JellyLanguage.JELLY)
                    .parse(one);
            Graph other = GraphFactory.createDefaultGraph();
            RDFParser.source(new ByteArrayInputStream(lines.bytes()))
                    .lang(Lang.NTRIPLES)
                    .parse(other);
            assertThat(other.size()).as(path).isGreaterThan(10);
            assertThat(one.getDefaultGraph().isIsomorphicWith(other)).as(path).isTrue();
        }
        RawRequest.Answer quads = raw("GET", "/data", "Accept: application/x-jelly-rdf");
        assertThat(quads.header("Content-Type")).isEqualTo("application/x-jelly-rdf");
        DatasetGraph all = DatasetGraphFactory.create();
        RDFParser.source(new ByteArrayInputStream(quads.bytes()))
                .lang(JellyLanguage.JELLY)
                .parse(all);
        assertThat(all.stream().count()).isGreaterThan(10_000);
    }
}
