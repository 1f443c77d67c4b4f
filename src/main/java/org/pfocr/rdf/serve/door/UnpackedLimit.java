package org.pfocr.rdf.serve.door;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests whose bodies are too large, also when they are small as long as they are packed. Jetty's own
 * SizeLimitHandler tells the source of the bytes to fail, which a source that was read to its end no longer does, so what
 * was packed could grow without end. Thread-safe.
 */
public final class UnpackedLimit extends Handler.Wrapper {
    private final long maxBytes;

    /** @param maxBytes of one body, unpacked */
    public UnpackedLimit(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() > maxBytes) {
            Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
            return true;
        }
        return super.handle(new Counted(request, maxBytes), response, callback);
    }

    /** Read by one thread at a time. */
    private static final class Counted extends Request.Wrapper {
        private final long maxBytes;
        private long read;
        private Content.@Nullable Chunk failure;

        Counted(Request request, long maxBytes) {
            super(request);
            this.maxBytes = maxBytes;
        }

        @Override
        public Content.@Nullable Chunk read() {
            if (failure != null) {
                return failure;
            }
            Content.Chunk chunk = super.read();
            if (chunk == null) {
                return null;
            }
            read += chunk.remaining();
            if (read <= maxBytes) {
                return chunk;
            }
            chunk.release();
            failure = Content.Chunk.from(new HttpException.RuntimeException(HttpStatus.PAYLOAD_TOO_LARGE_413), true);
            return failure;
        }
    }
}
