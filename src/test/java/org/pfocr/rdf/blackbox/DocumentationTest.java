package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.blackbox.Page.Block;

/**
 * What README and docs/ print is true. Blocks of a page are run one after the other in a folder of their own, which has
 * what a clone has: {@code ./pfocr-rdf}, the queries, and the sample under the name {@code pfocr-database}.
 *
 * <ul>
 *   <li>{@code sh} goes to a shell. A block that follows directly is what it prints: {@code text} is what a terminal shows,
 *       {@code csv}, {@code json} and {@code turtle} are standard output.
 *   <li>{@code sparql} is asked; without a block that follows it must have an answer.
 *   <li>{@code turtle} that is not printed by anything is said of the sample: each triple must be in its store.
 *   <li>Everything else must be marked as not run, with a reason.
 * </ul>
 *
 * <p>A … stands for any text, alone on its line for any lines. The pages say 127.0.0.1:3330; the tests' servers have other
 * ports.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DocumentationTest {
    private static final String ADDRESS = "http://127.0.0.1:3330/";
    private static final Pattern PORT = Pattern.compile("--port (\\d+)");
    private static final Pattern PROGRESS = Pattern.compile("(?m)^\\d+ of \\d+ figures, .* s left\\R");
    private static final long MAX_SECONDS = 120;
    private static final Map<String, String> TYPES = Map.of(
            "csv", "text/csv", "json", "application/sparql-results+json", "turtle", "text/turtle", "text", "text/csv");

    /** Blocks of a page go on where the one before left off. */
    private static final Map<Path, Path> FOLDERS = new HashMap<>();

    @TempDir
    private static Path temporary;

    private static Server server;

    @BeforeAll
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    static void serveTheSample() throws IOException {
        server = Server.start();
    }

    /** The launcher, away from the sources, so that it takes the packaged program as it is. */
    @BeforeAll
    static void putTheLauncher() throws IOException {
        Files.createDirectories(temporary.resolve("program/target"));
        Files.copy(Path.of("pfocr-rdf"), temporary.resolve("program/pfocr-rdf"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createSymbolicLink(
                temporary.resolve("program/target/pfocr-rdf.jar"),
                Path.of("target/pfocr-rdf.jar").toAbsolutePath());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        Files.delete(temporary.resolve("program/target/pfocr-rdf.jar")); // JUnit warns of links that lead out.
    }

    static Stream<Block> blocks() throws IOException {
        return Page.all().stream().flatMap(page -> page.blocks().stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocks")
    void aBlockIsTrue(Block block) throws Exception {
        if (block.notRun() != null) {
            if (block.language().equals("sparql")) {
                QueryFactory.create(block.text());
            }
            System.out.println("not run: " + block + ": " + block.notRun());
            abort(block.notRun());
        }
        switch (block.language()) {
            case "sh" -> run(block);
            case "sparql" -> ask(block);
            case "turtle" -> lookUp(block);
            default ->
                fail(
                        "%s: nothing runs this. Give it a language that is run, or put <!-- not run: REASON --> before it",
                        block);
        }
    }

    // ---- sh

    private static void run(Block block) throws Exception {
        String script = block.text().replace(ADDRESS, ownAddress());
        if (script.lines().anyMatch(line -> line.startsWith("./pfocr-rdf serve"))) {
            serve(block);
            return;
        }
        boolean terminal = block.output() == null || block.output().language().equals("text");
        Path errors = Files.createTempFile(temporary, "err", ".txt");
        ProcessBuilder shell = shell(block, script);
        Process process = (terminal
                        ? shell.redirectErrorStream(true)
                        : shell.redirectError(ProcessBuilder.Redirect.to(errors.toFile())))
                .redirectOutput(temporary.resolve("out.txt").toFile())
                .start();
        try {
            assertThat(process.waitFor(MAX_SECONDS, TimeUnit.SECONDS))
                    .as("%s: ends", block)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String printed = Files.readString(temporary.resolve("out.txt"));
        assertThat(process.exitValue())
                .as("%s: exit code; it printed %s%s", block, printed, Files.readString(errors))
                .isEqualTo(block.exitCode());
        if (block.output() != null) {
            compare(block.output(), PROGRESS.matcher(printed).replaceAll("").replace(ownAddress(), ADDRESS), true);
        }
    }

    /** A server runs until it is stopped, so what it prints is what it says when it is ready. */
    private static void serve(Block block) throws Exception {
        String command = block.text().strip().replaceFirst("\\s+#.*", "");
        assertThat(command.lines())
                .as("%s: a server is started in a block of its own", block)
                .hasSize(1);
        Matcher given = PORT.matcher(command);
        String port = given.find() ? given.group(1) : "3330";
        String onAnyPort = given.replaceAll("") + " --port 0";
        Process process = shell(block, "exec " + onAnyPort)
                .redirectError(temporary.resolve("serve.err").toFile())
                .start();
        // A read cannot be interrupted, but it ends with the process.
        CompletableFuture.delayedExecutor(MAX_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder printed = new StringBuilder();
            String line = out.readLine();
            for (; line != null && !line.startsWith("Stop"); line = out.readLine()) {
                printed.append(line).append('\n');
            }
            assertThat(line)
                    .as("%s: starts; it printed %s%s", block, printed, Files.readString(temporary.resolve("serve.err")))
                    .isNotNull();
            printed.append(line).append('\n');
            if (block.output() != null) {
                compare(
                        block.output(),
                        printed.toString().replaceAll("(http://127\\.0\\.0\\.1):\\d+/", "$1:" + port + "/"),
                        true);
            }
        } finally {
            process.destroy();
            assertThat(process.waitFor(MAX_SECONDS, TimeUnit.SECONDS))
                    .as("%s: stops", block)
                    .isTrue();
        }
    }

    private static ProcessBuilder shell(Block block, String script) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-ec", script)
                .directory(folder(block.page()).toFile());
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        shell.environment().put("PFOCR_OPTS", "-XX:TieredStopAtLevel=1 -Duser.language=tr -Duser.country=TR");
        return shell;
    }

    private static Path folder(Path page) throws IOException {
        Path known = FOLDERS.get(page);
        if (known != null) {
            return known;
        }
        Path folder = Files.createDirectories(temporary.resolve(page.getFileName()));
        Files.createSymbolicLink(folder.resolve("pfocr-rdf"), temporary.resolve("program/pfocr-rdf"));
        for (String name : List.of("queries", "ontology", TestData.SAMPLE.toString())) {
            copy(Path.of(name), folder.resolve(name));
        }
        copy(TestData.SAMPLE, folder.resolve("pfocr-database"));
        FOLDERS.put(page, folder);
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    // ---- sparql and turtle

    private static void ask(Block block) throws Exception {
        Query query = QueryFactory.create(block.text());
        String language = block.output() == null
                ? query.isConstructType() || query.isDescribeType() ? "turtle" : "csv"
                : block.output().language();
        HttpResponse<String> answer = server.query(block.text(), TYPES.get(language));
        assertThat(answer.statusCode()).as("%s: %s", block, answer.body()).isEqualTo(200);
        if (block.output() != null) {
            compare(block.output(), answer.body(), query.hasOrderBy());
        } else if (language.equals("turtle")) {
            assertThat(triples(answer.body())).as("%s: its answer", block).isNotEmpty();
        } else {
            assertThat(answer.body().lines().skip(1).filter(row -> !row.equals("false")))
                    .as("%s: its answer", block)
                    .isNotEmpty();
        }
    }

    private static void lookUp(Block block) throws Exception {
        Graph sample = RDFParser.fromString(
                        server.get("/data?default", "Accept", "application/n-triples")
                                .body(),
                        Lang.NTRIPLES)
                .toGraph();
        Set<Triple> said = triples(block.text());
        assertThat(said).as("%s: its triples", block).isNotEmpty();
        assertThat(said.stream().filter(triple -> !sample.contains(triple)))
                .as("%s: triples that are not in the sample", block)
                .isEmpty();
    }

    private static Set<Triple> triples(String turtle) {
        return RDFParser.fromString(turtle, Lang.TURTLE).toGraph().stream().collect(Collectors.toSet());
    }

    // ---- what was printed

    private static void compare(Block expected, String printed, boolean ordered) throws IOException {
        switch (expected.language()) {
            case "turtle" ->
                assertThat(triples(printed)).as(expected.toString()).isEqualTo(triples(expected.text()));
            case "json" -> assertMatches(expected, json(expected.text()), json(printed));
            default ->
                assertMatches(
                        expected,
                        ordered ? plain(expected.text()) : sorted(expected.text()),
                        ordered ? plain(printed) : sorted(printed));
        }
    }

    private static void assertMatches(Block where, String expected, String printed) {
        String pattern = expected.lines()
                .map(line -> line.equals("…")
                        ? "(?:.*\n)*"
                        : Arrays.stream(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"))
                                + "\n")
                .collect(Collectors.joining());
        if (!printed.matches(pattern)) { // Equality would not hold, but its message shows the difference.
            assertThat(printed).as(where.toString()).isEqualTo(expected);
        }
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n").stripTrailing() + "\n";
    }

    /** The first row has the names. */
    private static String sorted(String rows) {
        List<String> lines = plain(rows).lines().toList();
        return lines.get(0) + "\n"
                + lines.stream().skip(1).sorted().map(row -> row + "\n").collect(Collectors.joining());
    }

    private static String json(String text) throws IOException {
        ObjectMapper json = new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        return plain(json.writeValueAsString(json.readValue(text, TreeMap.class)));
    }

    private static String ownAddress() {
        return URI.create(server.endpoint()).resolve("/").toString();
    }

    // ---- what is said within a line

    @Test
    void commandsAreInBlocksThatAreRun() throws IOException {
        for (Page page : Page.all()) {
            assertThat(page.inline().stream().filter(code -> code.matches("(\\./)?pfocr-rdf .*")))
                    .as("%s: commands within a line, which nothing runs; put them into a block", page.file())
                    .isEmpty();
        }
    }

    @Test
    void optionsAreThoseOfTheProgram() throws IOException {
        Set<String> known = new TreeSet<>();
        for (String command : List.of(
                "convert",
                "load",
                "serve",
                "query",
                "search",
                "enrich",
                "stats",
                "validate",
                "release",
                "verify-store",
                "check-federation",
                "mcp")) {
            Matcher option = Pattern.compile("--[a-z-]+")
                    .matcher(Program.run(command, "--help").out());
            while (option.find()) {
                known.add(option.group());
            }
        }
        assertThat(known).contains("--help", "--db", "--public-url");
        for (Page page : Page.all()) {
            assertThat(page.inline().stream()
                            .filter(code -> code.startsWith("--"))
                            .map(code -> code.split("[ =]")[0]))
                    .as(page.file().toString())
                    .allMatch(known::contains);
        }
    }

    @Test
    void addressesOfTheEndpointAnswer() throws Exception {
        List<String> paths = Page.of(Path.of("docs/endpoint.md")).inline().stream()
                .filter(code -> code.startsWith("/") && !code.contains("…"))
                .distinct()
                .toList();
        assertThat(paths).contains("/sparql", "/metrics", "/.well-known/void");
        for (String path : paths) {
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        Map<Path, Page> pages = new HashMap<>();
        for (Page page : Page.all()) {
            pages.put(page.file().toAbsolutePath().normalize(), page);
        }
        List<String> broken = new ArrayList<>();
        for (Map.Entry<Path, Page> page : pages.entrySet()) {
            for (String link : page.getValue().links()) {
                if (link.matches("[a-z]+:.*")) {
                    continue;
                }
                String[] parts = link.split("#", -1);
                Path target = parts[0].isEmpty()
                        ? page.getKey()
                        : page.getKey().resolveSibling(parts[0]).normalize();
                boolean found = Files.exists(target)
                        && (parts.length == 1
                                || !pages.containsKey(target)
                                || pages.get(target).anchors().contains(parts[1]));
                if (!found) {
                    broken.add(page.getValue().file() + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** The last row of the table of versions is that of this version. */
    @Test
    void theTableOfVersionsIsTrue() throws Exception {
        String row = Files.readAllLines(Path.of("docs/compatibility.md")).stream()
                .filter(line -> line.matches("\\| \\d+\\.\\d+\\.\\d+ \\|.*"))
                .reduce((first, second) -> second)
                .orElseThrow();
        List<String> cells = Arrays.stream(row.split("\\|"))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
        String pom = Files.readString(Path.of("pom.xml"));
        Path store = temporary.resolve("versions");
        Program.run("load", TestData.SAMPLE.toString(), "--db", store.toString(), "--quiet");
        String ontology = server.query("""
                        PREFIX owl: <http://www.w3.org/2002/07/owl#>
                        SELECT ?version { ?o a owl:Ontology ; owl:versionInfo ?version }""", "text/csv").body();
        assertThat(cells)
                .containsExactly(
                        first(pom, "<version>(.+?)(?:-SNAPSHOT)?</version>"),
                        first(Files.readString(store.resolve("gen-000001/generation.properties")), "(?m)^form=(.+)$"),
                        first(ontology, "version\\s+(\\S+)"),
                        first(pom, "<maven.compiler.release>(.+)</") + " or newer",
                        first(pom, "<jena.version>(.+)</"));
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }
}
