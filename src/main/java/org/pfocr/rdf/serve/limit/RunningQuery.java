package org.pfocr.rdf.serve.limit;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.http.Problem;

/** A query from its turn to the end of its answer; made by the thread that runs it. Thread-safe. */
public final class RunningQuery {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Duration limit;
    private final long start = System.nanoTime();
    private final long thread = Thread.currentThread().getId();
    private final long allocatedBefore = THREADS.getThreadAllocatedBytes(thread);
    private final @Nullable SocketChannel client;
    private final @Nullable Turn turn;
    private volatile long inUseBefore;
    private final AtomicBoolean cancel = new AtomicBoolean();
    private final Queue<Runnable> whenEnded = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable Problem> ended = new AtomicReference<>();

    /**
     * @param limit time after which the query is cancelled
     * @param client the connection to the client; null where it is not known
     * @param turn null where it needs none
     */
    RunningQuery(Duration limit, @Nullable SocketChannel client, @Nullable Turn turn) {
        this.turn = turn;
        this.limit = limit;
        this.client = client;
    }

    /** ARQ looks at this between two rows and stops when it is set. */
    public AtomicBoolean cancelSignal() {
        return cancel;
    }

    /** Waits while others go first; mostly not at all. To be called between any two steps of the query's work. */
    public void pace() {
        if (turn != null) {
            turn.awaitGo(cancel);
        }
    }

    boolean isOverTime() {
        return System.nanoTime() - start >= limit.toNanos();
    }

    public Duration limit() {
        return limit;
    }

    void noteInUse(long bytes) {
        inUseBefore = bytes;
    }

    /** Bytes of the old generation that were in use when the query began. */
    long inUseBefore() {
        return inUseBefore;
    }

    /** Bytes that the query has allocated so far; much of that may be garbage by now. */
    long allocated() {
        return THREADS.getThreadAllocatedBytes(thread) - allocatedBefore;
    }

    /** Cancels the query; the first reason stays. */
    public void end(Problem why) {
        ended.compareAndSet(null, why);
        cancel.set(true);
        for (Runnable task = whenEnded.poll(); task != null; task = whenEnded.poll()) {
            task.run();
        }
    }

    /** Does something when the query is cancelled, or at once where it is; nothing when it comes to its own end. */
    public void onEnd(Runnable task) {
        whenEnded.add(task);
        if (cancel.get() && whenEnded.remove(task)) {
            task.run();
        }
    }

    /** Why the query was cancelled; null where it was not. */
    @Nullable
    public Problem ended() {
        return ended.get();
    }

    /**
     * Says whether the client has closed the connection: its end is readable, and nothing is there to be read. Jetty
     * itself learns that only with the next write, which a query that counts for a minute does not make.
     */
    boolean isClientGone() {
        if (client == null) {
            return false;
        }
        try (Selector selector = Selector.open()) {
            client.register(selector, SelectionKey.OP_READ);
            return selector.selectNow() > 0 && client.socket().getInputStream().available() == 0;
        } catch (IOException e) {
            return true;
        }
    }
}
