package org.pfocr.rdf.serve.door;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bodies that are on their way in, and answers on their way out: they may fill so much memory, and must not be too slow.
 * Thread-safe.
 */
final class Pending implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pending.class);
    private static final int WINDOW_SECONDS = 20;
    /** Slower than this in that time, and the connection is closed. */
    private static final long LEAST_BYTES = 1024L * WINDOW_SECONDS;
    /** Answers that are too long to be kept, and hold a thread while their clients read. */
    private static final int MAX_BLOCKED = 64;

    private final AtomicLong left;
    private final ScheduledFuture<?> watching;
    private final Set<Transfer> transfers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "slow-clients");
        thread.setDaemon(true);
        return thread;
    });

    /** Bytes that go between a client and us, one way. */
    abstract static class Transfer {
        private final Request request;
        private volatile long since;
        private volatile long atLastLook;

        Transfer(Request request) {
            this.request = request;
        }

        /** Bytes that went so far. */
        abstract long bytes();

        /** Whether a thread waits for it. */
        abstract boolean isBlocking();

        void close() {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
        }

        private boolean isTooSlow(long now) {
            if (TimeUnit.NANOSECONDS.toSeconds(now - since) < WINDOW_SECONDS) {
                return false;
            }
            long bytes = bytes();
            boolean isTooSlow = bytes - atLastLook < LEAST_BYTES;
            atLastLook = bytes;
            since = now;
            return isTooSlow;
        }
    }

    /** @param memory bytes of all transfers together */
    Pending(long memory) {
        this.left = new AtomicLong(memory);
        watching = watcher.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    void begin(Transfer transfer) {
        transfer.since = System.nanoTime();
        transfer.atLastLook = transfer.bytes();
        transfers.add(transfer);
    }

    void end(Transfer transfer) {
        transfers.remove(transfer);
    }

    /** Takes memory, if there is so much; {@link #give} must follow. */
    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void give(long bytes) {
        left.addAndGet(bytes);
    }

    private void look() {
        try {
            long now = System.nanoTime();
            for (Transfer transfer : transfers) {
                if (transfer.isTooSlow(now)) {
                    transfer.close();
                }
            }
            long blocked = transfers.stream().filter(Transfer::isBlocking).count();
            transfers.stream()
                    .filter(Transfer::isBlocking)
                    .sorted(Comparator.comparingLong(transfer -> transfer.since))
                    .limit(Math.max(0, blocked - MAX_BLOCKED))
                    .forEach(Transfer::close);
        } catch (RuntimeException e) {
            LOG.error("the watch over slow clients failed once: {}", e.toString()); // It goes on with the next look.
        }
    }

    @Override
    public void close() {
        watching.cancel(false);
        watcher.shutdownNow();
    }
}
