package org.pfocr.rdf.source;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Unpacks frames of Zstandard (RFC 8878, section 3) that follow each other, at least one. Unlike the library's own stream it
 * fails where the second frame or a later one is cut off. Not thread-safe.
 */
final class ZstdFrames extends InputStream {
    private static final int BUFFER = 1 << 17;

    private final InputStream packed;
    private final ZstdDecompressCtx frames = new ZstdDecompressCtx();
    private final byte[] copy = new byte[BUFFER];
    private final ByteBuffer from = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private final ByteBuffer to = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private boolean isBetweenFrames;

    ZstdFrames(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!to.hasRemaining()) {
            if (!unpack()) {
                return -1;
            }
        }
        int count = Math.min(length, to.remaining());
        to.get(bytes, offset, count);
        return count;
    }

    /** @return false at the end */
    private boolean unpack() throws IOException {
        boolean isFull = to.limit() == to.capacity();
        if (!from.hasRemaining() && !(isFull && !isBetweenFrames)) {
            int count = packed.read(copy);
            if (count < 0) {
                if (isBetweenFrames) {
                    return false;
                }
                throw new EOFException();
            }
            from.clear().put(copy, 0, count).flip();
        }
        to.clear();
        try {
            isBetweenFrames = frames.decompressDirectByteBufferStream(to, from);
        } catch (ZstdException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            to.flip();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        frames.close();
        packed.close();
    }
}
