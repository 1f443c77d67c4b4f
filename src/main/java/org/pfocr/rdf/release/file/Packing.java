package org.pfocr.rdf.release.file;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** How a file is compressed. */
public enum Packing {
    NONE("", null),
    /** RFC 1952. */
    GZIP(".gz", "application/gzip"),
    /** RFC 8878. */
    ZSTD(".zst", "application/zstd");

    /** The library's default. */
    private static final int ZSTD_LEVEL = 3;

    private final String suffix;
    private final @Nullable String mediaType;

    Packing(String suffix, @Nullable String mediaType) {
        this.suffix = suffix;
        this.mediaType = mediaType;
    }

    /** What comes behind the file's name. */
    public String suffix() {
        return suffix;
    }

    /** The registered media type; null where the file is not compressed. */
    public @Nullable String mediaType() {
        return mediaType;
    }

    /** The packing that a file's name stands for. */
    public static Packing ofFileName(String name) {
        return name.endsWith(GZIP.suffix) ? GZIP : name.endsWith(ZSTD.suffix) ? ZSTD : NONE;
    }

    /** A stream that packs what it is given; what comes out does not depend on the workers. */
    OutputStream around(OutputStream out, ExecutorService workers) throws IOException {
        return switch (this) {
            case NONE -> out;
            case GZIP -> new BlockGzip(out, workers);
            // One worker, always: with none, the library's output differs, and more are the reader's loss.
            case ZSTD -> new ZstdOutputStream(out, ZSTD_LEVEL).setWorkers(1).setChecksum(true);
        };
    }
}
