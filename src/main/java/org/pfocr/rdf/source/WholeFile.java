package org.pfocr.rdf.source;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file, unpacked where its name ends in {@code .gz} (RFC 1952) or {@code .zst} (RFC 8878), and knows whether it was
 * read to its end: each member or frame is whole, and nothing else follows the last one. The JDK's own stream takes a file that
 * is cut between members, or that goes on with something else, for a whole one; and a parser may take any end for the end.
 */
public final class WholeFile implements AutoCloseable {
    /** What the names of files end with that are packed with Zstandard (RFC 8878). */
    public static final String ZSTD = ".zst";

    private static final int BUFFER = 1 << 16;

    private final InputStream content;
    private @Nullable IOException failure;

    private WholeFile(InputStream content) {
        this.content = content;
    }

    /**
     * Opens a file.
     *
     * @throws IOException when the file cannot be read, or is packed but does not begin so
     */
    public static WholeFile open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(ZSTD)) {
            return new WholeFile(telling(file, "zstd", new ZstdFrames(in)));
        }
        return new WholeFile(name.endsWith(".gz") ? unpacked(file, in) : in);
    }

    /**
     * What was packed with gzip; a stream that fails where that is cut, changed or followed by something else.
     *
     * @param file for the messages
     * @param packed closed with what is returned, also where nothing is
     */
    static InputStream unpacked(Path file, InputStream packed) throws IOException {
        InputStream unpacked;
        try {
            unpacked = GzipCompressorInputStream.builder()
                    .setInputStream(packed)
                    .setBufferSize(BUFFER)
                    .setDecompressConcatenated(true)
                    .get();
        } catch (IOException e) {
            packed.close();
            throw damaged(file, "gzip", e);
        }
        return telling(file, "gzip", unpacked);
    }

    /** A stream whose failures name the file and how it is packed. */
    private static InputStream telling(Path file, String packing, InputStream unpacked) {
        return new FilterInputStream(unpacked) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                try {
                    return super.read(bytes, from, length);
                } catch (IOException e) {
                    throw damaged(file, packing, e);
                }
            }
        };
    }

    private static IOException damaged(Path file, String packing, IOException e) {
        String why = e instanceof EOFException ? "it is cut off" : String.valueOf(e.getMessage());
        return new IOException(
                file + ": is packed with " + packing + " and cannot be read to its end (" + why
                        + "); get the file again",
                e);
    }

    /** The content. Whoever reads it may close it, and {@link #readToEnd} goes on all the same. */
    public InputStream stream() {
        return new FilterInputStream(content) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return WholeFile.this.read(bytes, from, length);
            }

            @Override
            public void close() {
                // See above.
            }
        };
    }

    private int read(byte[] bytes, int from, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            return content.read(bytes, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Why the file could not be read, if so: a parser may tell it in its own way, or not at all. */
    public @Nullable IOException failure() {
        return failure;
    }

    /**
     * Reads what a reader left, and fails where the file could not be read to its end, whatever the reader made of that.
     *
     * @throws IOException when the file is cut or damaged
     */
    public void readToEnd() throws IOException {
        byte[] rest = new byte[BUFFER];
        while (read(rest, 0, rest.length) >= 0) {
            // Only the end matters.
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
