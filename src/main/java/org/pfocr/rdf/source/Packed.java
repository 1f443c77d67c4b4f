package org.pfocr.rdf.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Files as they are shipped: gzip is unpacked while it is read, whatever the name says. Stateless. */
public final class Packed {
    private static final int BUFFER = 1 << 16;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    /** First bytes of what is not read, by the name of its form. */
    private static final Map<String, byte[]> OTHERS = Map.of(
            "zip", new byte[] {'P', 'K', 3, 4},
            "bzip2", new byte[] {'B', 'Z', 'h'},
            "xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z'},
            "zstd", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd},
            "7z", new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf});

    private Packed() {}

    /**
     * Opens a file for reading; what comes out is not packed.
     *
     * @throws IOException also where the file is packed in a form that is not read, with what to do
     */
    public static InputStream open(Path path) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            in.mark(BUFFER);
            byte[] first = in.readNBytes(8);
            in.reset();
            if (startsWith(first, GZIP)) {
                return new BufferedInputStream(WholeFile.unpacked(path, in), BUFFER);
            }
            for (Map.Entry<String, byte[]> other : OTHERS.entrySet()) {
                if (startsWith(first, other.getValue())) {
                    throw new IOException(path + ": is packed with " + other.getKey()
                            + ", which is not read; unpack it, or pack it with gzip");
                }
            }
            return in;
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] begin) {
        return bytes.length >= begin.length && Arrays.equals(bytes, 0, begin.length, begin, 0, begin.length);
    }
}
