package org.pfocr.rdf.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.blackbox.Program.Result;

/** {@code load} of a folder of parts as {@code spark} writes it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PartsTest {
    private static final int PARTS = 3;
    private static final int LINES_OF_PIECE = 200;

    @TempDir
    private Path folder;

    private interface Packer {
        byte[] pack(String text) throws IOException;
    }

    private static byte[] plain(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] zstd(String text) {
        return Zstd.compress(plain(text));
    }

    /** Lines in parts, each of several pieces that are packed on their own. */
    private Path parts(String name, List<String> lines, String suffix, Packer packer) throws Exception {
        Path parts = Files.createDirectory(folder.resolve(name));
        ByteArrayOutputStream[] all = new ByteArrayOutputStream[PARTS];
        Arrays.setAll(all, i -> new ByteArrayOutputStream());
        for (int i = 0; i < lines.size(); i += LINES_OF_PIECE) {
            List<String> piece = lines.subList(i, Math.min(lines.size(), i + LINES_OF_PIECE));
            all[i / LINES_OF_PIECE % PARTS].writeBytes(packer.pack(String.join("\n", piece) + "\n"));
        }
        StringBuilder sums = new StringBuilder();
        for (int i = 0; i < PARTS; i++) {
            Path part = Files.write(parts.resolve("part-0000" + i + suffix), all[i].toByteArray());
            sums.append(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(part))))
                    .append("  ")
                    .append(part.getFileName())
                    .append('\n');
        }
        sums.append("0".repeat(64)).append("  figures/part-00000.parquet\n");
        Files.writeString(parts.resolve("SHA256SUMS"), sums);
        Files.writeString(parts.resolve("manifest.json"), "{}");
        Files.createFile(parts.resolve("_SUCCESS"));
        return parts;
    }

    private List<String> lines(String format) throws IOException {
        Path dump = folder.resolve("dump." + format);
        assertThat(Program.run("convert", TestData.SAMPLE.toString(), "-o", dump.toString())
                        .exitCode())
                .isZero();
        return Files.readAllLines(dump);
    }

    private String counts(String name, Path input) {
        String db = folder.resolve("db-" + name).toString();
        Result load = Program.run("load", input.toString(), "--db", db);
        assertThat(load.exitCode()).as(load.err()).isZero();
        return Program.run(
                        "query",
                        "--db",
                        db,
                        "-e",
                        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
                        "--results",
                        "csv")
                .out();
    }

    @Test
    void partsLoadAsTheFiguresDo() throws Exception {
        String expected = counts("figures", TestData.SAMPLE);
        assertThat(expected).contains("graph/figures").contains("graph/dataset");
        List<String> quads = lines("nq");
        assertThat(counts("plain", parts("plain", quads, ".nq", PartsTest::plain)))
                .isEqualTo(expected);
        assertThat(counts("gzip", parts("gzip", quads, ".nq.gz", PartsTest::gzip)))
                .isEqualTo(expected);
        assertThat(counts("zstd", parts("zstd", quads, ".nq.zst", PartsTest::zstd)))
                .isEqualTo(expected);
        assertThat(counts("triples", parts("triples", lines("nt"), ".nt.zst", PartsTest::zstd)))
                .isEqualTo(expected);
    }

    @Test
    void partsThatAreNotWholeAreRefused() throws Exception {
        List<String> quads = lines("nq");
        Path notDone = parts("not-done", quads, ".nq.gz", PartsTest::gzip);
        Files.delete(notDone.resolve("_SUCCESS"));
        refused(notDone, notDone + ": has parts but no _SUCCESS");
        Path begun = Files.createDirectories(folder.resolve("begun/_temporary/0"))
                .getParent()
                .getParent();
        refused(begun, begun + ": has parts but no _SUCCESS");
        Path missing = parts("missing", quads, ".nq.gz", PartsTest::gzip);
        Files.delete(missing.resolve("part-00001.nq.gz"));
        refused(missing, missing.resolve("part-00001.nq.gz") + ": is missing");
        Path changed = parts("changed", quads, ".nq.gz", PartsTest::gzip);
        Path last = changed.resolve("part-00002.nq.gz");
        byte[] bytes = Files.readAllBytes(last);
        bytes[bytes.length / 2] ^= 1;
        Files.write(last, bytes);
        refused(changed, last + ": is not as it was written");
        Path unknown = parts("unknown", quads, ".nq.gz", PartsTest::gzip);
        Files.delete(unknown.resolve("SHA256SUMS"));
        refused(unknown, unknown.resolve("SHA256SUMS") + ": is missing");
    }

    private void refused(Path parts, String why) {
        Path db = folder.resolve("refused");
        Result load = Program.run("load", parts.toString(), "--db", db.toString());
        assertThat(load.exitCode()).as(load.err()).isEqualTo(2);
        assertThat(load.err()).contains(why).doesNotContain("\tat ");
        assertThat(db.resolve("gen-000001")).doesNotExist();
    }

    @Test
    void aDumpPackedWithZstdIsReadToItsEndOrNotAtAll() throws IOException {
        byte[] first = zstd("<urn:a> <urn:p> <urn:b> .\n".repeat(10));
        byte[] second = zstd("<urn:c> <urn:p> <urn:d> .\n");
        Map<String, byte[]> broken = new TreeMap<>();
        broken.put("cut", Arrays.copyOf(first, first.length - 3));
        broken.put("cut in the second frame", joined(first, Arrays.copyOf(second, second.length - 2)));
        broken.put("cut behind the second header", joined(first, Arrays.copyOf(second, 5)));
        broken.put("garbage", joined(first, plain("more text")));
        broken.put("nothing", new byte[0]);
        broken.put("not packed", plain("<urn:a> <urn:p> <urn:b> .\n"));
        String db = folder.resolve("db").toString();
        for (Map.Entry<String, byte[]> each : broken.entrySet()) {
            Path dump = Files.write(folder.resolve("broken.nt.zst"), each.getValue());
            Result load = Program.run("load", dump.toString(), "--db", db);
            assertThat(load.exitCode()).as(each.getKey() + load.err()).isEqualTo(3);
            assertThat(load.err())
                    .as(each.getKey())
                    .contains(dump + ": is packed with zstd and cannot be read to its end")
                    .doesNotContain("\tat ");
        }
        // Longer than any buffer, and hardly any bytes when packed.
        byte[] large = zstd("<urn:a> <urn:p> <urn:b> .\n".repeat(100_000));
        Path whole = Files.write(folder.resolve("whole.nt.ZST"), joined(large, second));
        assertThat(Program.run("load", whole.toString(), "--db", db).exitCode()).isZero();
        assertThat(Program.run(
                                "query",
                                "--db",
                                db,
                                "-e",
                                "SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?o }",
                                "--results",
                                "csv")
                        .out())
                .isEqualTo("n\r\n2\r\n");
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
