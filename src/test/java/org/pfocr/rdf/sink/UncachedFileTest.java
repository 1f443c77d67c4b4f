package org.pfocr.rdf.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UncachedFileTest {
    private static final int BUFFER = 1 << 20;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4095, 4096, 4097, BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER, 3 * BUFFER + 4097})
    void hasTheBytesThatWereWritten(int size) throws IOException {
        assertWritten(folder.resolve("file"), size);
    }

    @Test
    void aFileSystemInMemoryIsAsGood() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory), "left out: there is no /dev/shm");
        Path file = Files.createTempFile(memory, "pfocr-rdf-", ".tmp");
        try {
            assertWritten(file, BUFFER + 4097);
        } finally {
            Files.delete(file);
        }
    }

    private static void assertWritten(Path file, int size) throws IOException {
        Random random = new Random(size);
        byte[] expected = new byte[size];
        random.nextBytes(expected);
        Files.write(file, new byte[2 * BUFFER]); // Of an earlier content nothing stays.
        try (OutputStream out = UncachedFile.create(file)) {
            int at = 0;
            while (at < size) {
                int part = Math.min(size - at, random.nextInt(3) == 0 ? 1 : random.nextInt(200_000));
                if (part == 1) {
                    out.write(expected[at]);
                } else {
                    out.write(expected, at, part);
                }
                at += part;
            }
        }
        assertThat(Arrays.mismatch(expected, Files.readAllBytes(file))).isEqualTo(-1);
    }

    @Test
    void aFileThatCannotBeMadeIsNamed() {
        Path file = folder.resolve("nothing").resolve("file");
        assertThatThrownBy(() -> UncachedFile.create(file))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(file.toString());
    }
}
