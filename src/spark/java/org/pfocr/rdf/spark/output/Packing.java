package org.pfocr.rdf.spark.output;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * How parts are packed. What is packed one after the other is unpacked as one (RFC 1952, section 2.2; RFC 8878, section 3).
 */
public enum Packing {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private static final int BUFFER = 1 << 16;

    private final String suffix;

    Packing(String suffix) {
        this.suffix = suffix;
    }

    /** What follows the format in the name of a part. */
    public String suffix() {
        return suffix;
    }

    /** What a task keeps of its lines: packed in any case, since it is kept on disk. */
    public byte[] kept(byte[] bytes, int length) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(length / 8 + 64);
        try (OutputStream out = this == GZIP
                ? new GZIPOutputStream(packed, BUFFER)
                : new ZstdOutputStream(packed, this == ZSTD ? 3 : 1)) {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Not of an array.
        }
        return packed.toByteArray();
    }

    /** Writes what was {@linkplain #kept kept}. */
    void write(byte[] kept, OutputStream out) throws IOException {
        if (this == NONE) {
            try (InputStream in = unpacked(kept)) {
                in.transferTo(out);
            }
        } else {
            out.write(kept);
        }
    }

    /** The bytes of what was {@linkplain #kept kept}. */
    public InputStream unpacked(byte[] kept) throws IOException {
        InputStream in = new ByteArrayInputStream(kept);
        return this == GZIP ? new GZIPInputStream(in, BUFFER) : new ZstdInputStream(in);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
