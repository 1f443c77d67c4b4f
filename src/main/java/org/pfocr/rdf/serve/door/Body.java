package org.pfocr.rdf.serve.door;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.pfocr.rdf.serve.http.ServerOptions;

/** Reads a request's body without a thread, as it comes. Run by one thread at a time. */
final class Body extends Pending.Transfer {
    static final long MAX_BYTES = ServerOptions.MAX_REQUEST_BYTES;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Pending pending;
    private final Consumer<Request> whenRead;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    /** Written by one thread at a time. */
    private final AtomicLong read = new AtomicLong();

    /** @param whenRead gets the request with its body */
    Body(Request request, Response response, Callback callback, Pending pending, Consumer<Request> whenRead) {
        super(request);
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.pending = pending;
        this.whenRead = whenRead;
    }

    void begin() {
        pending.begin(this);
        more();
    }

    private void more() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::more));
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                end();
                Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400, null, chunk.getFailure());
                return;
            }
            int length = chunk.remaining();
            boolean isLast = chunk.isLast();
            if (!pending.take(length)) {
                chunk.release();
                end();
                Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
                return;
            }
            read.addAndGet(length);
            byte[] copy = new byte[length];
            chunk.get(copy, 0, length);
            chunk.release();
            bytes.writeBytes(copy);
            if (bytes.size() > MAX_BYTES) {
                end();
                Response.writeError(request, response, callback, HttpStatus.PAYLOAD_TOO_LARGE_413);
                return;
            }
            if (isLast) {
                end();
                whenRead.accept(new Read(request, bytes.toByteArray()));
                return;
            }
        }
    }

    private void end() {
        pending.end(this);
        pending.give(read.get());
    }

    @Override
    long bytes() {
        return read.get();
    }

    @Override
    boolean isBlocking() {
        return false;
    }

    /** A request of which the body has been read. */
    private static final class Read extends Request.Wrapper {
        private final ByteBufferContentSource body;

        Read(Request request, byte[] body) {
            super(request);
            this.body = new ByteBufferContentSource(ByteBuffer.wrap(body));
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable task) {
            body.demand(task);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
        }
    }
}
