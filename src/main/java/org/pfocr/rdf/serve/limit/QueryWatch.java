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
    /**
     * Share of that memory that may be filled while one query runs, before any collection. What is alive then would be copied
     * by a full collection, during which nobody is answered: about a second for each gigabyte.
     */
    private static final double FILLED = 0.5;

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
    private volatile Runnable atLastMoment = () -> {};
    private long ticks;
    private long collections;
    /** Memory in use when the last query was cancelled for it, as long as no full collection came after. */
    private long inUseAtCancel;

    private long collectionsAtCancel;

    QueryWatch() {
        watching = watcher.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(RunningQuery query) {
        query.noteInUse(inUse());
        running.add(query);
    }

    void remove(RunningQuery query) {
        running.remove(query);
    }

    /**
     * Ends, after a time, everything that still runs then.
     *
     * @param then what else to do at that time, again and again
     */
    void endAllAfter(Duration time, Runnable then) {
        atLastMoment = then;
        lastMoment.set(System.nanoTime() + time.toNanos());
    }

    private void tick() {
        try {
            ticks++;
            Long last = lastMoment.get();
            if (last != null && System.nanoTime() - last >= 0) {
                running.forEach(query -> query.end(Problem.stopping()));
                atLastMoment.run();
            }
            for (RunningQuery query : running) {
                if (query.isOverTime()) {
                    query.end(Problem.time(query.limit()));
                } else if (ticks % TICKS_PER_CLIENT_CHECK == 0 && query.isClientGone()) {
                    query.end(CLIENT_GONE);
                }
            }
            RunningQuery largest = running.stream()
                    .filter(query -> query.ended() == null)
                    .max(Comparator.comparingLong(RunningQuery::allocated))
                    .orElse(null);
            if (largest != null && (isMemoryShort() || isFilledBy(largest))) {
                LOG.warn("memory is short; the query that allocated most is cancelled");
                largest.end(Problem.memory());
                inUseAtCancel = inUse();
                collectionsAtCancel = old == null ? 0 : collections(old);
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("the watch over queries failed once: {}", e.toString()); // It goes on with the next tick.
        }
    }

    private long inUse() {
        return old == null ? 0 : old.getUsage().getUsed();
    }

    /** Whether most of what came into the old generation since a query began may well be the query's. */
    private boolean isFilledBy(RunningQuery query) {
        if (old == null) {
            return false;
        }
        long before = collections(old) == collectionsAtCancel
                ? Math.max(query.inUseBefore(), inUseAtCancel) // It is garbage, but nobody has collected it yet.
                : query.inUseBefore();
        long more = inUse() - before;
        return more > FILLED * old.getUsage().getMax() && query.allocated() > more / 2;
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
