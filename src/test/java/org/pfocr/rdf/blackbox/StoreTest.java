package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.blackbox.Program.Result;

/** {@code load}, {@code query} and {@code stats} from outside. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Order(1) // Long ones first, so that none is left alone at the end.
class StoreTest {
    private static final String SAMPLE = TestData.SAMPLE.toString();
    private static final Path CASES = Path.of("src/test/resources/figures");
    private static final String FIGURES =
            "PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#> SELECT (COUNT(*) AS ?n) { ?f a pfocr:PathwayFigure }";

    @TempDir
    private Path folder;

    @Test
    void aLoadedStoreAnswers() {
        String db = folder.resolve("a store").toString();
        assertThat(Program.run("load", SAMPLE, "--db", db).exitCode()).isZero();
        assertThat(csv(db, FIGURES)).isEqualTo("n\r\n20\r\n");
        assertThat(Program.run("query", "--db", db, "-e", "ASK { ?s ?p ?o }").out())
                .isEqualTo("true\n");
        assertThat(Program.run("query", "--db", db, "-e", FIGURES, "--results", "json")
                        .out())
                .contains("\"value\": \"20\"");
        assertThat(Program.run("query", "--db", db, "-e", FIGURES, "--results", "xml")
                        .out())
                .contains("<sparql");
        assertThat(Program.run("query", "--db", db, "-e", FIGURES).out()).contains("| 20 |");
        assertThat(Program.run("query", "--db", db, "-e", "ASK { FILTER (LCASE('I') = 'i') }")
                        .out())
                .contains("true"); // Whatever the language of the machine.
        assertThat(Program.run("query", "--db", db, "-e", "CONSTRUCT WHERE { ?s a <http://schema.org/Organization> }")
                        .out())
                .contains("schema.org/Organization");
        assertThat(Program.run("stats", "--db", db).out())
                .containsPattern("figures +20\n")
                .containsPattern("papers +18\n")
                .containsPattern("  2019? .*|  20\\d\\d +\\d+\n")
                .containsPattern("  hgnc_symbol +\\d+\n");
    }

    @Test
    void aDumpLoadsAsItsFiguresDo() {
        Path nq = folder.resolve("dump.nq");
        Path nt = folder.resolve("dump.nt.gz");
        Program.run("convert", SAMPLE, "-o", nq.toString());
        Program.run("convert", SAMPLE, "-o", nt.toString());
        String counts = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g";
        String fromFigures = loaded("figures", counts, SAMPLE);
        assertThat(fromFigures).contains("graph/figures").contains("graph/ontology");
        assertThat(loaded("quads", counts, nq.toString())).isEqualTo(fromFigures);
        // A dump without graphs is told apart.
        assertThat(loaded("triples", counts, nt.toString())).isEqualTo(fromFigures);
    }

    @Test
    void otherRdfIsLoadedBesideFiguresIntoItsOwnGraphs() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.ttl"), "<a> <http://example.org/p> <b> , [] .");
        Path more = Files.writeString(
                folder.resolve("more.nq"),
                "<http://example.org/c> <http://example.org/p> <http://example.org/d> .\n<http://example.org/e> <http://example.org/p> <http://example.org/f> <http://example.org/own> .\n");
        String db = folder.resolve("db").toString();
        Result load = Program.run(
                "load",
                SAMPLE,
                "--graph",
                "http://example.org/one",
                mine.toString(),
                "--graph",
                "http://example.org/two",
                more.toString(),
                "--db",
                db);
        assertThat(load.exitCode()).as(load.err()).isZero();
        assertThat(csv(db, FIGURES)).isEqualTo("n\r\n20\r\n");
        assertThat(
                        csv(
                                db,
                                "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s <http://example.org/p> ?o } } GROUP BY ?g ORDER BY ?g"))
                .isEqualTo(
                        "g,n\r\nhttp://example.org/one,2\r\nhttp://example.org/own,1\r\nhttp://example.org/two,1\r\n");
        assertThat(csv(
                        db,
                        "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?ok { ?d a void:Dataset ; void:triples ?t"
                                + " { SELECT (COUNT(*) AS ?n) {"
                                + " GRAPH <https://pfocr.wikipathways.org/graph/figures> { ?s ?p ?o } } }"
                                + " BIND (?t = ?n AS ?ok) }"))
                .as("the description counts the figures only")
                .isEqualTo("ok\r\ntrue\r\n");
        String alone = folder.resolve("alone").toString();
        assertThat(Program.run("load", "--graph", "http://example.org/one", mine.toString(), "--db", alone)
                        .exitCode())
                .isZero();
        assertThat(csv(alone, "SELECT ?g { GRAPH ?g { ?s <http://example.org/p> ?o FILTER isIRI(?o) } }"))
                .isEqualTo("g\r\nhttp://example.org/one\r\n");
    }

    @Test
    void whichGraphIsAskedWhereItIsNotClear() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.ttl"), "<urn:a> <urn:p> <urn:b> .");
        String db = folder.resolve("db").toString();
        for (List<String> wrong : List.of(
                List.of("load", SAMPLE, mine.toString(), "--db", db),
                List.of("load", SAMPLE, "--graph", "not an iri", mine.toString(), "--db", db),
                List.of("load", SAMPLE, "--graph", "relative", mine.toString(), "--db", db),
                List.of("load", SAMPLE, "--graph", "urn:g", "--db", db),
                List.of(
                        "load",
                        SAMPLE,
                        "--graph",
                        "urn:g",
                        folder.resolve("--graph.ttl").toString(),
                        "--db",
                        db),
                List.of("load", "--db", db))) {
            Result result = Program.run(wrong.toArray(String[]::new));
            assertThat(result.exitCode()).as(wrong + result.err()).isEqualTo(2);
            assertThat(result.err()).as(wrong.toString()).contains("--graph").doesNotContain("\tat ");
            assertThat(generations(Path.of(db))).isEmpty();
        }
    }

    /** Each of these ends at the end of a line, or goes on behind it: a parser of lines notices nothing. */
    @Test
    void aPackedDumpIsReadToItsEndOrNotAtAll() throws IOException {
        String db = folder.resolve("db").toString();
        Program.run("load", SAMPLE, "--db", db);
        byte[] first = packed("<urn:a> <urn:p> <urn:b> .\n".repeat(10));
        byte[] second = packed("<urn:c> <urn:p> <urn:d> .\n");
        byte[] wrongSum = first.clone();
        wrongSum[first.length - 8] ^= 1;
        byte[] wrongLength = first.clone();
        wrongLength[first.length - 1] ^= 1;
        Map<String, byte[]> broken = new TreeMap<>();
        broken.put("no trailer", Arrays.copyOf(first, first.length - 8));
        broken.put("half a trailer", Arrays.copyOf(first, first.length - 3));
        broken.put("cut in the second header", joined(first, Arrays.copyOf(second, 5)));
        broken.put("cut in the second member", joined(first, Arrays.copyOf(second, second.length - 12)));
        broken.put("no second trailer", joined(first, Arrays.copyOf(second, second.length - 8)));
        broken.put("wrong checksum", wrongSum);
        broken.put("wrong checksum of a first member", joined(wrongSum, second));
        broken.put("wrong length", wrongLength);
        broken.put("garbage", joined(first, "more text".getBytes(StandardCharsets.US_ASCII)));
        broken.put("nothing", new byte[0]);
        broken.put("not packed", "<urn:a> <urn:p> <urn:b> .\n".getBytes(StandardCharsets.US_ASCII));
        int number = 0;
        for (Map.Entry<String, byte[]> each : broken.entrySet()) {
            Path dump = Files.write(folder.resolve("broken" + number++ + ".nt.gz"), each.getValue());
            Result result = Program.run("load", dump.toString(), "--db", db);
            assertThat(result.exitCode()).as(each.getKey() + result.err()).isEqualTo(3);
            assertThat(result.err())
                    .as(each.getKey())
                    .contains(dump + ": is packed with gzip and cannot be read to its end")
                    .doesNotContain("\tat ");
        }
        assertThat(csv(db, FIGURES)).as("the store is as it was").isEqualTo("n\r\n20\r\n");
        Path whole = Files.write(folder.resolve("whole.nt.gz"), joined(first, second));
        assertThat(Program.run("load", whole.toString(), "--db", db).exitCode()).isZero();
        assertThat(csv(db, "SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o }")).isEqualTo("n\r\n2\r\n");
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void flippedBytesAreFound() throws IOException {
        long seed = Long.getLong("pfocr.seed", System.nanoTime());
        System.out.println("flippedBytesAreFound: -Dpfocr.seed=" + seed);
        Random random = new Random(seed);
        Path db = folder.resolve("db");
        Program.run("load", SAMPLE, "--db", db.toString());
        Result whole = Program.run("verify-store", "--db", db.toString());
        assertThat(whole.exitCode()).as(whole.out()).isZero();
        assertThat(whole.out()).isEqualTo("the store is as it was loaded\n");
        Path generation = db.resolve("gen-000001");
        List<Path> files;
        try (Stream<Path> found = Files.walk(generation)) {
            files = found.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("tdb.lock") && file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
        assertThat(files.stream().map(file -> file.getFileName().toString()))
                .contains("SPOG.dat", "POSG.idn", "nodes.dat", "generation.properties", "digests.tsv", "stats.opt");
        for (int i = 0; i < 12; i++) {
            Path file = files.get(random.nextInt(files.size()));
            byte[] before = Files.readAllBytes(file);
            byte[] damaged = before.clone();
            int at = random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);
            Result result = Program.run("verify-store", "--db", db.toString());
            assertThat(result.exitCode()).as(file + " " + at).isEqualTo(1);
            assertThat(result.out())
                    .as(file + " " + at)
                    .contains(file.toString())
                    .contains("the store is damaged: copy it again, or load it again");
            Files.write(file, before);
        }
        assertThat(Program.run("verify-store", "--db", db.toString()).exitCode())
                .isZero();
    }

    @Test
    void anIncompleteStoreIsNotServed() throws IOException {
        Path db = folder.resolve("db");
        Program.run("load", SAMPLE, "--db", db.toString());
        Path data = db.resolve("gen-000001/Data-0001");
        for (String name : List.of("OSPG.dat", "nodes.idn", "../digests.tsv")) {
            Path file = data.resolve(name).normalize();
            byte[] before = Files.readAllBytes(file);
            for (byte[] after : Arrays.asList(null, Arrays.copyOf(before, before.length / 2), zeroed(before))) {
                if (after == null) {
                    Files.delete(file);
                } else {
                    Files.write(file, after);
                }
                for (String command : List.of("serve", "query", "stats")) {
                    List<String> arguments = new ArrayList<>(List.of(command, "--db", db.toString()));
                    arguments.addAll(
                            switch (command) {
                                case "serve" -> List.of("--port", "0");
                                case "query" -> List.of("-e", "ASK {}");
                                default -> List.of();
                            });
                    Result result = Program.run(arguments.toArray(String[]::new));
                    assertThat(result.exitCode()).as(file + result.err()).isEqualTo(2);
                    assertThat(result.err())
                            .contains(file.toString())
                            .contains("the store is not whole: copy it again, or load it again with: pfocr-rdf load")
                            .doesNotContain("\tat ");
                }
            }
            Files.write(file, before);
        }
        assertThat(Program.run("stats", "--db", db.toString()).exitCode()).isZero();
        Files.delete(data.resolveSibling("generation.properties"));
        Result result = Program.run("stats", "--db", db.toString());
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains("generation.properties: is missing; the store is not whole");
    }

    private static byte[] zeroed(byte[] bytes) {
        byte[] zeroed = bytes.clone();
        Arrays.fill(zeroed, 0, Math.min(4096, zeroed.length), (byte) 0);
        return zeroed;
    }

    private String loaded(String name, String query, String input) {
        String db = folder.resolve(name).toString();
        Result load = Program.run("load", input, "--db", db);
        assertThat(load.exitCode()).as(load.err()).isZero();
        return csv(db, query);
    }

    @Test
    void aQueryWithoutGraphSeesAllGraphs() {
        String db = folder.resolve("db").toString();
        Program.run("load", SAMPLE, "--db", db);
        assertThat(
                        csv(
                                db,
                                "PREFIX pfocr: <https://pfocr.wikipathways.org/ontology#>"
                                        + " PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
                                        + " SELECT DISTINCT ?name { ?m pfocr:lexicon ?l . ?l skos:notation ?name } ORDER BY ?name"))
                .contains("hgnc_symbol\r\n");
    }

    @Test
    void aNewLoadReplacesTheOldGeneration() throws IOException {
        Path db = folder.resolve("db");
        Program.run("load", SAMPLE, "--db", db.toString());
        Program.run("load", CASES.resolve("generation-1").toString(), "--db", db.toString());
        assertThat(csv(db.toString(), FIGURES)).isEqualTo("n\r\n1\r\n");
        assertThat(generations(db)).containsExactly("gen-000002");
    }

    @Test
    void rejectedInputUnderStrictChangesNothing() {
        String db = folder.resolve("db").toString();
        Program.run("load", SAMPLE, "--db", db);
        Result result = Program.run("load", CASES.resolve("yaml-error").toString(), "--db", db, "--strict");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(csv(db, FIGURES)).isEqualTo("n\r\n20\r\n");
        assertThat(Program.run("load", CASES.resolve("yaml-error").toString(), "--db", db)
                        .exitCode())
                .isEqualTo(1);
        assertThat(csv(db, FIGURES)).isEqualTo("n\r\n1\r\n");
    }

    @Test
    void aKilledLoadLeavesTheOldGenerationAndIsCleanedUp() throws Exception {
        Path db = folder.resolve("db");
        Program.run("load", SAMPLE, "--db", db.toString());
        Path many = Files.createDirectory(folder.resolve("many"));
        String text = Files.readString(CASES.resolve("yaml-error/PMC9__good.md"));
        for (int i = 0; i < 20_000; i++) {
            Files.writeString(many.resolve("PMC" + i + "__x.md"), text.replace("PMC9__good", "PMC" + i + "__x"));
        }
        Process process = Program.start(List.of(), "load", many.toString(), "--db", db.toString());
        while (process.isAlive() && !generations(db).contains("gen-000002.tmp")) {
            Thread.onSpinWait();
        }
        Result second = Program.run("load", SAMPLE, "--db", db.toString());
        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.err()).contains("another load of this store is running");
        process.destroyForcibly(); // As kill -9 does: no hook runs.
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(csv(db.toString(), FIGURES)).isEqualTo("n\r\n20\r\n");
        assertThat(generations(db)).contains("gen-000001", "gen-000002.tmp");
        assertThat(Program.run("load", SAMPLE, "--db", db.toString()).exitCode())
                .isZero();
        assertThat(generations(db)).containsExactly("gen-000002");
    }

    /** bench/kills does this for longer, and for convert and a server. */
    @Test
    void loadsKilledAtAnyMomentHarmNothing() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String db = folder.resolve("db").toString();
        long begun = System.nanoTime();
        assertThat(Program.run("load", SAMPLE, "--db", db).exitCode()).isZero();
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        for (int i = 0; i < 10; i++) {
            Process process = Program.start(List.of(), "load", SAMPLE, "--db", db);
            process.waitFor(random.nextLong(millis), TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(csv(db, FIGURES)).isEqualTo("n\r\n20\r\n");
        }
        assertThat(Program.run("load", SAMPLE, "--db", db).exitCode()).isZero();
        assertThat(csv(db, FIGURES)).isEqualTo("n\r\n20\r\n");
        assertThat(generations(folder.resolve("db"))).hasSize(1);
    }

    @Test
    void aFullOrReadOnlyDiskHarmsNothing() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                system("mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", disk.toString()),
                "skipped: a small file system cannot be mounted here");
        try {
            String db = disk.resolve("db").toString();
            assertThat(Program.run("load", SAMPLE, "--db", db).exitCode()).isZero();
            Path filler = disk.resolve("filler");
            try (OutputStream out = Files.newOutputStream(filler)) {
                byte[] block = new byte[1 << 16];
                while (true) {
                    out.write(block);
                }
            } catch (IOException e) {
                // It is full, as it should be.
            }
            Result full = Program.run("load", SAMPLE, "--db", db);
            assertThat(full.exitCode()).as(full.err()).isEqualTo(3);
            assertThat(full.err()).contains("No space left").doesNotContain("\tat ");
            assertThat(csv(db, FIGURES)).isEqualTo("n\r\n20\r\n");
            Files.delete(filler);
            assertThat(Program.run("load", SAMPLE, "--db", db).exitCode()).isZero();

            assertThat(system("mount", "-o", "remount,ro", disk.toString())).isTrue();
            Result readOnly = Program.run("load", SAMPLE, "--db", db);
            assertThat(readOnly.exitCode()).as(readOnly.err()).isEqualTo(3);
            assertThat(readOnly.err()).contains("Read-only file system").doesNotContain("\tat ");
            assertThat(csv(db, FIGURES)).isEqualTo("n\r\n20\r\n");
            try (Server server = Server.start("--db", db)) {
                assertThat(server.get("/health").statusCode()).isEqualTo(200);
            }
        } finally {
            assertThat(system("umount", disk.toString())).isTrue();
        }
    }

    private static boolean system(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) { // There is no such command.
            return false;
        }
    }

    @Test
    void whatIsNoStoreIsRefused() throws IOException {
        Files.writeString(folder.resolve("file.txt"), "mine");
        for (List<String> arguments : List.of(
                List.of("query", "--db", folder.toString(), "-e", "ASK {}"),
                List.of("stats", "--db", folder.resolve("nowhere").toString()),
                List.of("serve", "--db", folder.resolve("nowhere").toString()),
                List.of("load", SAMPLE, "--db", folder.toString()),
                List.of("load", SAMPLE, "--db", folder.resolve("file.txt").toString()),
                List.of("load", "nosuch.nt", "--db", folder.resolve("db").toString()),
                List.of("load", SAMPLE),
                List.of("query", "--db", folder.toString()))) {
            Result result = Program.run(arguments.toArray(String[]::new));
            assertThat(result.exitCode()).as(arguments.toString()).isEqualTo(2);
            assertThat(result.err())
                    .as(arguments.toString())
                    .startsWith("pfocr-rdf: ")
                    .doesNotContain("\tat ");
        }
        assertThat(folder.resolve("file.txt")).hasContent("mine");
    }

    @Test
    void aBrokenDumpIsAFailureThatNamesTheLine() throws IOException {
        Path dump =
                Files.writeString(folder.resolve("broken.nt"), "<http://a> <http://b> <http://c> .\n<http://a> oops\n");
        Path db = folder.resolve("db");
        Result result = Program.run("load", dump.toString(), "--db", db.toString());
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("broken.nt").contains("line: 2").doesNotContain("\tat ");
        assertThat(generations(db)).isEmpty();
    }

    @Test
    void aDumpsContextIsNotFetched() throws IOException {
        Path dump = Files.writeString(
                folder.resolve("dump.jsonld"),
                "{\"@context\": \"http://127.0.0.1:9/context\", \"@id\": \"urn:a\", \"name\": \"x\"}");
        Result result = Program.run(
                "load", dump.toString(), "--db", folder.resolve("db").toString());
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err())
                .contains("http://127.0.0.1:9/context is not fetched")
                .doesNotContain("\tat ");
    }

    @Test
    void aSyntaxErrorNamesLineAndColumn() {
        String db = folder.resolve("db").toString();
        Program.run("load", CASES.resolve("generation-1").toString(), "--db", db);
        Result result = Program.run("query", "--db", db, "-e", "SELECT * {\n ?s ?p }");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("pfocr-rdf: query:2:8: ");
    }

    private static String csv(String db, String query) {
        Result result = Program.run("query", "--db", db, "--results", "csv", "-e", query);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    private static List<String> generations(Path db) throws IOException {
        if (!Files.exists(db)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(db)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("gen-"))
                    .sorted()
                    .toList();
        }
    }
}
