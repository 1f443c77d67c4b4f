package org.pfocr.rdf.serve.limit;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends queries that run too long, that need too much memory, or whose client has gone.
 *
 * <p>ARQ has one thread for the time limits of all queries, and one slow SERVICE can block it; this thread takes no lock
 * that a query holds. Thread-safe.
 */
final class QueryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryWatch.class);
    private static final long TICK_MILLIS = 100;
    private static final int TICKS_PER_CLIENT_CHECK = 5;
    /** Share of the old generation's memory that may be in use after a full collection. */
    private static final double FULL = 0.75;

    private static final Problem CLIENT_GONE = Problem.of(499, "Client gone", "The client closed the connection.");

    private final Set<RunningQuery> running = ConcurrentHashMap.newKeySet();
    private final @Nullable MemoryPoolMXBean old = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
            .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()))
            .orElse(null);
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "query-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> watching;
    private final AtomicReference<@Nullable Long> lastMoment = new AtomicReference<>();
    private long ticks;
    private long collections;

    QueryWatch() {
        watching = watcher.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(RunningQuery query) {
        running.add(query);
    }

    void remove(RunningQuery query) {
        running.remove(query);
    }

    /** Ends, after a time, everything that still runs then. */
    void endAllAfter(Duration time) {
        lastMoment.set(System.nanoTime() + time.toNanos());
    }

    private void tick() {
        try {
            ticks++;
            Long last = lastMoment.get();
            if (last != null && System.nanoTime() - last >= 0) {
                running.forEach(query -> query.end(Problem.stopping()));
            }
            for (RunningQuery query : running) {
                if (query.isOverTime()) {
                    query.end(Problem.time(query.limit()));
                } else if (ticks % TICKS_PER_CLIENT_CHECK == 0 && query.isClientGone()) {
                    query.end(CLIENT_GONE);
                }
            }
            if (isMemoryShort()) {
                running.stream()
                        .filter(query -> query.ended() == null)
                        .max(Comparator.comparingLong(RunningQuery::allocated))
                        .ifPresent(query -> {
                            LOG.warn("memory is short; the query that allocated most is cancelled");
                            query.end(Problem.memory());
                        });
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("the watch over queries failed once: {}", e.toString()); // It goes on with the next tick.
        }
    }

    /** Each full collection counts once: until the next one nobody knows what a cancelled query gave back. */
    private boolean isMemoryShort() {
        if (old == null) {
            return false;
        }
        MemoryUsage usage = old.getCollectionUsage();
        long now = collections(old);
        if (usage == null || now == collections || usage.getUsed() < FULL * usage.getMax()) {
            return false;
        }
        collections = now;
        return true;
    }

    private static long collections(MemoryPoolMXBean pool) {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector ->
                        Arrays.asList(collector.getMemoryPoolNames()).contains(pool.getName()))
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    @Override
    public void close() {
        watching.cancel(false);
        watcher.shutdownNow();
    }
}
