package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFLanguages;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.system.StreamRDFLib;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests and what they must be answered with: the files {@code src/test/resources/http/*.cases}, on the store that
 * {@code data.nq} there makes, or on the bundled sample. How a case is written is said in {@code README.md} beside them.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HttpCasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/http");

    private static Server server;
    private static Server sample;

    /** @param lines the case without comments */
    record Case(String name, List<String> lines) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        String db = folder.resolve("db").toString();
        assertThat(Program.run("load", FOLDER.resolve("data.nq").toString(), "--db", db)
                        .exitCode())
                .isZero();
        server = Server.start("--db", db, "--client-rate", "0", "--client-queries", "0");
        sample = Server.start("--client-rate", "0", "--client-queries", "0");
    }

    @AfterAll
    static void stop() {
        sample.close();
        server.close();
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".cases")).sorted().toList()) {
                for (String block : Files.readString(file).split("\n\n+")) {
                    List<String> lines = block.lines()
                            .filter(line -> !line.startsWith("#") && !line.isBlank())
                            .toList();
                    if (!lines.isEmpty()) {
                        String title = block.lines()
                                .filter(line -> line.startsWith("#"))
                                .findFirst()
                                .orElse(lines.get(0));
                        cases.add(new Case(file.getFileName() + " " + title + " " + lines.get(0), lines));
                    }
                }
            }
        }
        assertThat(cases).hasSizeGreaterThan(50);
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheCaseSays(Case one) throws Exception {
        String firstLine = one.lines.get(0);
        List<String> headers = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        byte[] body = {};
        for (String line : one.lines.subList(1, one.lines.size())) {
            String value = line.substring(line.indexOf(' ') + 1);
            if (!expected.isEmpty() || line.startsWith("=> ")) {
                expected.add(line);
            } else if (line.startsWith("query: ")) {
                firstLine += (firstLine.contains("?") ? "&" : "?") + "query=" + encoded(value);
            } else if (line.startsWith("form: ")) {
                headers.add("Content-Type: application/x-www-form-urlencoded");
                body = ("query=" + encoded(value)).getBytes(StandardCharsets.UTF_8);
            } else if (line.startsWith("body: ")) {
                body = bytes(value);
            } else if (line.startsWith("packed: ")) {
                headers.add("Content-Encoding: gzip");
                body = packed(bytes(value));
            } else {
                headers.add(line);
            }
        }
        Server asked = one.name.startsWith("sample") ? sample : server;
        URI endpoint = URI.create(asked.endpoint());
        int logged = asked.log().length();
        RawRequest.Answer answer = new RawRequest(firstLine, headers, body).send(endpoint.getPort());
        String shown = one + "\n" + answer.status() + " " + answer.headers() + "\n" + answer.text();
        for (String line : expected) {
            String value = line.substring(line.indexOf(' ') + 1);
            switch (line.substring(0, line.indexOf(' '))) {
                case "=>" -> {
                    String[] parts = value.split(" ", 2);
                    assertThat(String.valueOf(answer.status())).as(shown).isEqualTo(parts[0]);
                    if (parts.length > 1) {
                        assertThat(answer.header("Content-Type").split(";", 2)[0])
                                .as(shown)
                                .isEqualTo(parts[1]);
                        parses(answer, parts[1], shown);
                    }
                }
                case "has:" -> assertThat(answer.text()).as(shown).contains(text(value));
                case "not:" -> assertThat(answer.text()).as(shown).doesNotContain(text(value));
                case "lines:" ->
                    assertThat(answer.text().lines().filter(l -> !l.isBlank()).count())
                            .as(shown)
                            .isEqualTo(Long.parseLong(value));
                case "header:" -> {
                    String[] parts = value.split(": ", 2);
                    assertThat(answer.header(parts[0])).as(shown).isEqualTo(parts[1]);
                }
                default -> throw new AssertionError("not a check: " + line);
            }
        }
        assertThat(asked.log().substring(logged)).as(shown).doesNotContain("\tat ");
    }

    /** Two kilobytes on the wire, and more than the limit when they are unpacked. */
    @ParameterizedTest
    @ValueSource(strings = {"application/sparql-query", "application/x-www-form-urlencoded"})
    void aBodyThatGrowsIsTooLarge(String type) throws Exception {
        byte[] body = packed(("query=" + "a".repeat(3 << 20)).getBytes(StandardCharsets.UTF_8));
        RawRequest.Answer answer = new RawRequest(
                        "POST /sparql", List.of("Content-Type: " + type, "Content-Encoding: gzip"), body)
                .send(URI.create(server.endpoint()).getPort());
        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
    }

    /** Whatever it says, an answer is well-formed. */
    private static void parses(RawRequest.Answer answer, String type, String shown) {
        try {
            if (type.endsWith("xml") || type.equals("application/trix")) {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(answer.bytes()));
            }
            Lang lang = type.contains("n3") ? Lang.TURTLE : RDFLanguages.contentTypeToLang(type);
            if (lang != null
                    && !type.equals("text/plain")
                    && (RDFLanguages.isTriples(lang) || RDFLanguages.isQuads(lang))) {
                RDFParser.create()
                        .source(new ByteArrayInputStream(answer.bytes()))
                        .lang(lang)
                        .parse(StreamRDFLib.sinkNull());
            }
        } catch (Exception e) {
            throw new AssertionError("does not parse: " + shown, e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text(text), StandardCharsets.UTF_8);
    }

    /** A text in which a backslash, u and four digits stand for a character, and two backslashes for one. */
    private static String text(String written) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            if (written.startsWith("\\\\", i)) {
                text.append('\\');
                i++;
            } else if (written.startsWith("\\u", i)) {
                text.append((char) HexFormat.fromHexDigits(written, i + 2, i + 6));
                i += 5;
            } else {
                text.append(written.charAt(i));
            }
        }
        return text.toString();
    }

    /** Bytes of a text in which {@code \xE9} stands for one byte. */
    private static byte[] bytes(String written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < written.length(); i++) {
            if (written.startsWith("\\x", i)) {
                bytes.write(HexFormat.fromHexDigits(written, i + 2, i + 4));
                i += 3;
            } else {
                bytes.writeBytes(String.valueOf(written.charAt(i)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
