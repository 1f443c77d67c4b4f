package org.pfocr.rdf.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.riot.RDFParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfocr.rdf.TestData;
import org.pfocr.rdf.store.build.GenerationBuild;
import org.pfocr.rdf.store.layout.FolderTree;

/** The same input gives the same bytes as when the form of the store was new. */
class StoreFormTest {
    /** What was made stays there, to be kept under another name when the form has changed. */
    private static final Path MADE = Path.of("target/stores/form-1");

    @TempDir
    private Path kept;

    @Test
    void aStoreIsWrittenInTheFormThatWasKept() throws Exception {
        if (Files.exists(MADE)) {
            FolderTree.delete(MADE);
        }
        try (GenerationBuild build = StoreFolder.existingOrNew(MADE).beginLoad()) {
            RDFParser.source(TestData.STORES.resolve("form-1.nq").toUri().toString())
                    .parse(build.stream());
            build.commit();
        }
        TestData.unpackStore("form-1.zip", kept);
        SortedMap<String, byte[]> before = content(kept);
        SortedMap<String, byte[]> now = content(MADE);
        assertThat(now.keySet()).isEqualTo(before.keySet());
        before.forEach((name, bytes) -> assertThat(now.get(name))
                .as(
                        "%s is not written as in form 1. If the last version cannot read it, or this version not the last one's,"
                                + " GenerationInfo.FORM needs the next number, and docs/compatibility.md a line. In any case keep a"
                                + " store of the new version beside the old one; %s is one",
                        name, MADE)
                .isEqualTo(bytes));
    }

    /** Without the digest of what has the time of the load, and without that of all lines. */
    private static byte[] digests(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.subList(0, lines.size() - 1).stream()
                .filter(line -> !line.startsWith("generation.properties\t"))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** All files by name, without locks, which have the number of a process, and without the time of the load. */
    private static SortedMap<String, byte[]> content(Path store) throws IOException {
        SortedMap<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> !f.toString().endsWith(".lock"))
                    .toList()) {
                byte[] bytes = file.endsWith("generation.properties")
                        ? Files.readString(file).replaceAll("created=.*", "").getBytes(StandardCharsets.UTF_8)
                        : file.endsWith("digests.tsv") ? digests(file) : Files.readAllBytes(file);
                content.put(store.relativize(file).toString(), bytes);
            }
        }
        return content;
    }
}
