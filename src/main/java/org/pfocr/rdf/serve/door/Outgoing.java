package org.pfocr.rdf.serve.door;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * An answer of which the part that its client has not read yet waits here, and not in the thread that made it. Only where that
 * part grows too long the thread waits as well. Thread-safe.
 */
public final class Outgoing extends Response.Wrapper {
    /** Attribute of a request: a {@code Consumer<Boolean>} that is told when its thread begins and ends to wait for the client. */
    public static final String WRITING = "org.pfocr.rdf.writing";

    private static final long MAX_BYTES = 1 << 20;
    private static final int PIECE_BYTES = 1 << 15;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Request request;
    private final Pending pending;
    private final Callback whole;
    private final Way way = new Way();
    private final Transfer transfer;
    private final Queue<ByteBuffer> parts = new ArrayDeque<>();
    /** Bytes of copies. */
    private long kept;

    private long sent;
    private boolean isLast;
    private boolean isLastSent;
    private boolean isDone;
    private @Nullable Throwable failure;
    /** Of the thread that waits. */
    private @Nullable Callback waiting;

    Outgoing(Request request, Response response, Callback whole, Pending pending) {
        super(request, response);
        this.request = request;
        this.pending = pending;
        this.whole = whole;
        this.transfer = new Transfer(request);
    }

    /** To be called when the answer is made. */
    Callback whole() {
        return Callback.from(Invocable.InvocationType.NON_BLOCKING, this::done, this::abort);
    }

    private void done() {
        boolean isSent;
        Throwable failed;
        synchronized (this) {
            isDone = true;
            isSent = parts.isEmpty() && !way.isBusy;
            failed = failure;
        }
        if (failed != null) {
            whole.failed(failed);
        } else if (isSent) {
            whole.succeeded();
        }
    }

    private void abort(Throwable cause) {
        synchronized (this) {
            drop();
            failure = cause;
        }
        whole.failed(cause);
    }

    private void drop() {
        parts.clear();
        pending.give(kept);
        kept = 0;
        way.isCopy = false;
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
        ByteBuffer given = content == null ? NOTHING : content;
        int length = given.remaining();
        Throwable failed;
        boolean isWaiting = false;
        synchronized (this) {
            failed = failure;
            if (failed == null) {
                isLast |= last;
                if (kept + length <= MAX_BYTES && pending.take(length)) {
                    byte[] copy = new byte[length];
                    given.get(copy);
                    parts.add(ByteBuffer.wrap(copy));
                    kept += length;
                } else {
                    isWaiting = true;
                    waiting = callback;
                    parts.add(given);
                }
            }
        }
        if (failed != null) {
            callback.failed(failed);
            return;
        }
        if (isWaiting) {
            tell(true);
        }
        way.iterate();
        if (!isWaiting) {
            callback.succeeded();
        }
    }

    @SuppressWarnings("unchecked") // Put there by our own.
    private void tell(boolean isWaiting) {
        if (request.getAttribute(WRITING) instanceof Consumer<?> told) {
            ((Consumer<Boolean>) told).accept(isWaiting);
        }
    }

    /** The next bytes of a part, so many that a client which reads at all has read them soon. */
    private static ByteBuffer piece(ByteBuffer part) {
        int length = Math.min(part.remaining(), PIECE_BYTES);
        ByteBuffer piece = part.slice().limit(length);
        part.position(part.position() + length);
        return piece;
    }

    /** Sends one part after the other. */
    private final class Way extends IteratingCallback {
        private boolean isBusy;
        private int length;
        private boolean isCopy;

        @Override
        protected Action process() {
            ByteBuffer part;
            boolean last;
            Callback ready = null;
            boolean isEnd = false;
            synchronized (Outgoing.this) {
                if (isBusy) {
                    sent += length;
                    if (isCopy) {
                        kept -= length;
                        pending.give(length);
                    }
                    isBusy = false;
                    pending.end(transfer);
                }
                ByteBuffer next = parts.peek();
                part = next == null ? null : piece(next);
                if (next != null && !next.hasRemaining()) {
                    parts.remove();
                }
                last = isLast && parts.isEmpty() && !isLastSent;
                if (part == null) {
                    ready = waiting;
                    waiting = null;
                    isEnd = isDone && failure == null;
                } else {
                    isBusy = true;
                    length = part.remaining();
                    isCopy = kept > 0;
                    isLastSent |= last;
                }
            }
            if (part != null) {
                pending.begin(transfer);
                Outgoing.super.write(last, part, this);
                return Action.SCHEDULED;
            }
            if (ready != null) {
                tell(false);
                ready.succeeded();
            }
            if (isEnd) {
                whole.succeeded();
            }
            return Action.IDLE;
        }

        @Override
        protected void onFailure(Throwable cause) {
            Callback ready;
            boolean isEnd;
            synchronized (Outgoing.this) {
                failure = cause;
                drop();
                isBusy = false;
                ready = waiting;
                waiting = null;
                isEnd = isDone;
                isCopy = false;
            }
            pending.end(transfer);
            if (ready != null) {
                tell(false);
                ready.failed(cause);
            }
            if (isEnd) {
                whole.failed(cause);
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    private final class Transfer extends Pending.Transfer {
        Transfer(Request request) {
            super(request);
        }

        @Override
        long bytes() {
            synchronized (Outgoing.this) {
                return sent;
            }
        }

        @Override
        boolean isBlocking() {
            synchronized (Outgoing.this) {
                return waiting != null;
            }
        }
    }
}
