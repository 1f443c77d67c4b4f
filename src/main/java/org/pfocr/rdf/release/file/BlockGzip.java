package org.pfocr.rdf.release.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Gzip (RFC 1952) of which several threads compress blocks, as pigz does: one member, since some readers stop behind the
 * first. Each block begins with the window of the one before it, and ends at a byte. The blocks' borders are those of the
 * text, so the same bytes come out whatever the threads; the header has no time and no system. Not thread-safe.
 */
final class BlockGzip extends OutputStream {
    private static final int BLOCK = 1 << 20;
    /** What DEFLATE can refer back to (RFC 1951, section 2). */
    private static final int WINDOW = 1 << 15;

    private static final int LEVEL = 3;
    /** Blocks under way: enough for the threads, few enough for memory. */
    private static final int MOST_UNDER_WAY = 6;

    private static final byte[] HEADER = {0x1F, (byte) 0x8B, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xFF};

    private final OutputStream out;
    private final ExecutorService workers;
    private final Deque<Future<byte[]>> underWay = new ArrayDeque<>();
    private final CRC32 checksum = new CRC32();
    private long length;
    private byte[] block = new byte[BLOCK];
    private int filled;
    private byte @Nullable [] window;
    private boolean closed;

    BlockGzip(OutputStream out, ExecutorService workers) throws IOException {
        this.out = out;
        this.workers = workers;
        out.write(HEADER);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int from = offset;
        int left = count;
        while (left > 0) {
            if (filled == BLOCK) {
                compress(false);
            }
            int some = Math.min(left, BLOCK - filled);
            System.arraycopy(bytes, from, block, filled, some);
            filled += some;
            from += some;
            left -= some;
        }
    }

    private void compress(boolean isLast) throws IOException {
        byte[] text = block;
        int size = filled;
        byte[] before = window;
        checksum.update(text, 0, size);
        length += size;
        window = Arrays.copyOfRange(text, Math.max(0, size - WINDOW), size);
        block = isLast ? new byte[0] : new byte[BLOCK];
        filled = 0;
        underWay.add(workers.submit(() -> deflated(text, size, before, isLast)));
        drain(MOST_UNDER_WAY);
    }

    private void drain(int most) throws IOException {
        while (underWay.size() > most) {
            try {
                out.write(underWay.remove().get());
            } catch (ExecutionException e) {
                throw new IOException("a block could not be compressed: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
    }

    private static byte[] deflated(byte[] text, int size, byte @Nullable [] before, boolean isLast) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            if (before != null) {
                deflater.setDictionary(before);
            }
            deflater.setInput(text, 0, size);
            if (isLast) {
                deflater.finish();
            }
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(size / 8);
            byte[] some = new byte[WINDOW];
            int count;
            do {
                count = deflater.deflate(some, 0, some.length, isLast ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                compressed.write(some, 0, count);
            } while (isLast ? !deflater.finished() : count == some.length);
            return compressed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    @Override
    public void flush() {
        // A block is compressed when it is full: a flush would move its border.
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            compress(true);
            drain(0);
            long crc = checksum.getValue();
            for (long number : new long[] {crc, length}) {
                for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                    out.write((int) (number >>> shift));
                }
            }
        }
    }
}
