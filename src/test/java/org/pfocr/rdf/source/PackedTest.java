package org.pfocr.rdf.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packed tables; {@code StoreTest} has the same for dumps. */
class PackedTest {
    @TempDir
    private Path folder;

    @Test
    void severalMembersAreReadAndACutOneIsRefused() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (String text : new String[] {"a\n", "b\n"}) {
            ByteArrayOutputStream member = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(member)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            members.write(member.toByteArray());
        }
        byte[] whole = members.toByteArray();
        try (InputStream in = Packed.open(Files.write(folder.resolve("whole"), whole))) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("a\nb\n");
        }
        int first = whole.length / 2; // Both members have one length.
        for (int length : new int[] {first - 1, first - 8, first + 1, first + 5, whole.length - 1}) {
            Path cut = Files.write(folder.resolve("cut" + length), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> {
                        try (InputStream in = Packed.open(cut)) {
                            in.readAllBytes();
                        }
                    })
                    .as("length %d", length)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(cut + ": is packed with gzip and cannot be read to its end (");
        }
    }
}
