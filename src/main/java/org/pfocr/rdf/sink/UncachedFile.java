package org.pfocr.rdf.sink;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A new file that is written from its first byte to its last, past the system's page cache where the file system can do
 * that: nobody reads a dump while it is made, and on a virtual machine finding pages for it can take longer than writing
 * it (bench/convert.md).
 *
 * <p>A thread of its own writes, so an error can come with a later call; at the latest {@link #close} has it. Not
 * thread-safe.
 */
final class UncachedFile extends OutputStream {
    private static final int BUFFER = 4 << 20;

    private final Path file;
    private final FileChannel channel;
    /** Of what goes past the page cache, place, length and address in memory are multiples of this. */
    private final int block;

    private final ExecutorService writer;
    private ByteBuffer filling;
    private ByteBuffer other;
    private @Nullable Future<?> underWay;
    private long length;
    private boolean isClosed;

    private UncachedFile(Path file, FileChannel channel, int block) {
        this.file = file;
        this.channel = channel;
        this.block = block;
        this.filling = buffer(block);
        this.other = buffer(block);
        this.writer = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "write");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static ByteBuffer buffer(int block) {
        int size = (BUFFER + block - 1) / block * block;
        return ByteBuffer.allocateDirect(size + block - 1).alignedSlice(block);
    }

    /** Creates the file; one that is there already loses its content. */
    static UncachedFile create(Path file) throws IOException {
        // The only call that creates it: a program that is stopped now removes the file, and it must not come again.
        FileChannel cached = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        FileChannel direct = null;
        try {
            direct = FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
            int block = Math.toIntExact(Files.getFileStore(file).getBlockSize());
            // Some file systems let a file be opened so, and refuse to write it.
            direct.write(ByteBuffer.allocateDirect(2 * block - 1).alignedSlice(block));
            direct.truncate(0);
            cached.close();
            return new UncachedFile(file, direct, block);
        } catch (IOException | RuntimeException e) { // In the usual way then.
            if (direct != null) {
                direct.close();
            }
            cached.truncate(0);
            return new UncachedFile(file, cached, 1);
        }
    }

    @Override
    public void write(int b) throws IOException {
        filling.put((byte) b);
        if (!filling.hasRemaining()) {
            handOver();
        }
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        int at = from;
        int left = count;
        while (left > 0) {
            int part = Math.min(left, filling.remaining());
            filling.put(bytes, at, part);
            at += part;
            left -= part;
            if (!filling.hasRemaining()) {
                handOver();
            }
        }
    }

    /** Gives the full buffer to the writing thread and takes the one that it has written. */
    private void handOver() throws IOException {
        await();
        ByteBuffer full = filling.flip();
        length += full.remaining();
        underWay = writer.submit(() -> {
            while (full.hasRemaining()) {
                channel.write(full);
            }
            return null;
        });
        filling = other.clear();
        other = full;
    }

    private void await() throws IOException {
        if (underWay == null) {
            return;
        }
        try {
            underWay.get();
        } catch (ExecutionException e) {
            // A new one, since close() after a failed write has the same error once more.
            throw e.getCause() instanceof IOException cause
                    ? new IOException(file + ": " + cause.getMessage(), cause)
                    : new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (channel) {
            int rest = filling.position() % block;
            int padding = rest == 0 ? 0 : block - rest;
            filling.put(new byte[padding]);
            handOver();
            await();
            channel.truncate(length - padding);
        } finally {
            writer.shutdownNow();
        }
    }
}
