package org.pfocr.rdf.serve.door;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands before everything that needs a thread. It never blocks, so Jetty's selectors run it themselves: {@code /health} is
 * answered here whatever all other threads do; {@code /ready} has a thread of its own; any other request gets a thread when its
 * body is here, and leaves it when its answer is made, whether or not its client has read it. Thread-safe.
 */
public final class Door extends Handler.Wrapper {
    private static final byte[] ALIVE = "alive\n".getBytes(StandardCharsets.UTF_8);

    private final Pending pending;
    private final ExecutorService ready = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "ready");
        thread.setDaemon(true);
        return thread;
    });

    /** @param memory bytes of bodies and answers that wait for their clients, of all requests together */
    public Door(long memory) {
        this.pending = new Pending(memory);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getCanonicalPath();
        boolean isRead =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (isRead && "/health".equals(path)) {
            response.setStatus(HttpStatus.OK_200);
            response.getHeaders()
                    .put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8")
                    .put("Access-Control-Allow-Origin", "*")
                    .put("X-Content-Type-Options", "nosniff");
            response.write(true, ByteBuffer.wrap(ALIVE), callback);
            return true;
        }
        Executor threads = isRead && "/ready".equals(path) ? ready : getServer().getThreadPool();
        if (request.getLength() == 0 || request.getLength() > Body.MAX_BYTES) {
            go(threads, request, response, callback); // The second is refused without being read.
        } else {
            new Body(request, response, callback, pending, read -> go(threads, read, response, callback)).begin();
        }
        return true;
    }

    private void go(Executor threads, Request request, Response response, Callback callback) {
        Outgoing outgoing = new Outgoing(request, response, callback, pending);
        threads.execute(() -> {
            try {
                if (!super.handle(request, outgoing, outgoing.whole())) {
                    Response.writeError(request, outgoing, outgoing.whole(), HttpStatus.NOT_FOUND_404);
                }
            } catch (Exception e) {
                Response.writeError(request, outgoing, outgoing.whole(), e);
            }
        });
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        pending.close();
        ready.shutdownNow();
    }
}
