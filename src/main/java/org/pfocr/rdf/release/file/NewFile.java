package org.pfocr.rdf.release.file;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;

/** A file that is being written under a temporary name; {@link ReleaseFolder#keep} gives it its own. Not thread-safe. */
public final class NewFile implements AutoCloseable {
    private static final int BUFFER = 1 << 18;

    private final Path temporary;
    private final Packing packing;
    private final Counted counted;
    private final OutputStream stream;

    NewFile(Path temporary, Packing packing, ExecutorService workers) throws IOException {
        this.temporary = temporary;
        this.packing = packing;
        this.counted = new Counted(Files.newOutputStream(temporary));
        this.stream = packing.around(new BufferedOutputStream(counted, BUFFER), workers);
    }

    /** Takes the file's text, which is packed on its way. */
    public OutputStream stream() {
        return stream;
    }

    Path temporary() {
        return temporary;
    }

    /** How the file is packed. */
    public Packing packing() {
        return packing;
    }

    /** Completes the file on the disk: a rename may reach it before the data. */
    void finish() throws IOException {
        stream.close();
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    long bytes() {
        return counted.bytes;
    }

    String sha256() {
        return HexFormat.of().formatHex(counted.digest.digest());
    }

    /** Gives the file up, unless it was kept. */
    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }

    private static final class Counted extends FilterOutputStream {
        private final MessageDigest digest = sha256Digest();
        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            digest.update((byte) b);
            bytes++;
        }

        @Override
        public void write(byte[] some, int offset, int count) throws IOException {
            out.write(some, offset, count);
            digest.update(some, offset, count);
            bytes += count;
        }
    }
}
