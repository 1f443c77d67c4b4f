package org.pfocr.rdf.serve.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which queries run. All begin as short ones, for which there are places of their own. One that is not done after some 200 ms
 * is a long one; of these, so many run at one time, and they take turns: the clients that had the least time of late go first.
 * So a cheap query always finds a place, and heavy ones of different clients get on alike, however many each has. One client
 * alone may use all turns but one. A query that waits for its start takes no thread.
 *
 * <p>Thread-safe. All state is guarded by this object; what is told to others is told outside of the lock.
 */
final class Turns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final long TICK_MILLIS = 20;
    /** So long a query counts as a short one, and so long when others wait for its place. */
    private static final double SHORT_SECONDS = 0.2;

    private static final double SHORT_SECONDS_IF_OTHERS_WAIT = 0.05;
    /** Between two decisions which of the long ones run. */
    private static final int TICKS_PER_SLICE = 5;
    /** Queries that are begun and not ended, for each that may run: each has a thread and what it keeps in memory. */
    private static final int STARTED_PER_TURN = 8;

    private final LongLane lane;
    private final int shortAtOnce;
    private final int maxStartedOfClient;
    private final int maxStarted;
    private final int maxWaiting;
    private final Predicate<String> hasRate;
    private final Predicate<String> enters;
    private final Shares shares = new Shares();
    private final List<Turn> started = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "turns");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> ticking;
    private long lastTick = System.nanoTime();
    private int ticks;
    private boolean isClosed;

    /** What becomes of a query that waits; exactly one of the two is called, by a thread that must not be kept. */
    interface Outcome {
        /**
         * The query may go on.
         *
         * @param turn null where none was asked for
         */
        void ready(@Nullable Turn turn);

        /**
         * The query has waited in vain.
         *
         * @param isRate whether the client asks too often, else there are too many queries of all clients
         */
        void refused(boolean isRate);
    }

    private record Waiting(String client, boolean needsTurn, long deadline, Outcome outcome) {}

    /**
     * Begins without a query.
     *
     * @param maxQueries long queries that run at one time, and one more
     * @param maxWaiting queries that wait for their start
     * @param hasRate whether a client may ask now, by the number of its queries of late
     * @param enters lets one query of a client that needs no turn go on, where the client has not too many of them
     */
    Turns(int maxQueries, int maxWaiting, Predicate<String> hasRate, Predicate<String> enters) {
        int longAtOnce = Math.max(1, maxQueries - 1);
        this.lane = new LongLane(longAtOnce);
        this.shortAtOnce = Math.max(1, maxQueries / 2);
        this.maxStartedOfClient = 2 * longAtOnce + 1;
        this.maxStarted = STARTED_PER_TURN * maxQueries;
        this.maxWaiting = maxWaiting;
        this.hasRate = hasRate;
        this.enters = enters;
        this.ticking = ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A turn, where there is one now; null where the query must wait. */
    synchronized @Nullable Turn take(String client) {
        boolean isFirst = waiting.stream().noneMatch(this::isStartable);
        return isFirst && isPlaceFor(client) ? start(client) : null;
    }

    private Turn start(String client) {
        Turn turn = new Turn(client);
        shares.of(client).started++;
        started.add(turn);
        return turn;
    }

    private boolean isStartable(Waiting query) {
        return query.needsTurn && isPlaceFor(query.client) && hasRate.test(query.client);
    }

    private boolean isPlaceFor(String name) {
        int ofClient = shares.of(name).started;
        boolean isRoom = started.size() < maxStarted || ofClient == 0;
        long running = started.stream()
                .filter(turn -> !turn.isLong && !turn.isWriting())
                .count();
        return isRoom && running < shortAtOnce && ofClient < maxStartedOfClient;
    }

    /**
     * Has a query wait.
     *
     * @param needsTurn whether it waits for a turn, else only for its client's rate
     * @param maxWait how long
     * @return false where too many wait, of this client more than of others
     */
    boolean await(String name, boolean needsTurn, Duration maxWait, Outcome outcome) {
        Waiting displaced = null;
        synchronized (this) {
            if (isClosed || maxWait.isZero()) {
                return false;
            }
            if (waiting.size() >= maxWaiting) {
                displaced = displaced(name);
                if (displaced == null) {
                    return false;
                }
                leave(displaced);
            }
            shares.of(name).waiting++;
            waiting.add(new Waiting(name, needsTurn, System.nanoTime() + maxWait.toNanos(), outcome));
        }
        if (displaced != null) {
            displaced.outcome.refused(false);
        }
        return true;
    }

    /** The last query of the client that has most of them waiting; null where that is this client, or nearly. */
    private @Nullable Waiting displaced(String name) {
        int most = shares.mostWaiting();
        if (most <= shares.of(name).waiting + 1) {
            return null;
        }
        Waiting last = null;
        for (Waiting query : waiting) {
            last = shares.of(query.client).waiting == most ? query : last;
        }
        return last;
    }

    private void leave(Waiting query) {
        waiting.remove(query);
        shares.of(query.client).waiting--;
    }

    /** Ends a turn; returns the seconds in which its query ran. */
    double release(Turn turn) {
        List<Runnable> tell = new ArrayList<>();
        synchronized (this) {
            count();
            started.remove(turn);
            shares.of(turn.client).started--;
            if (turn.isLong) {
                lane.allot(started, shares);
            }
            admit(tell);
        }
        tell.forEach(Runnable::run);
        return turn.used;
    }

    synchronized int running() {
        return (int) started.stream().filter(turn -> !turn.isPaused()).count();
    }

    synchronized int paused() {
        return started.size() - running();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private void tick() {
        try {
            List<Runnable> tell = new ArrayList<>();
            synchronized (this) {
                count();
                boolean isNew = promote(tell);
                if (isNew || ++ticks % TICKS_PER_SLICE == 0) {
                    lane.allot(started, shares);
                }
                expire(tell);
                admit(tell);
            }
            tell.forEach(Runnable::run);
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("the turns failed once: {}", e.toString()); // They go on with the next tick.
        }
    }

    /** Charges the time since the last look to those who ran. */
    private void count() {
        long now = System.nanoTime();
        double seconds = (now - lastTick) * 1e-9;
        lastTick = now;
        shares.forget(seconds);
        for (Turn turn : started) {
            if (!turn.isPaused() && !turn.isWriting()) {
                double ran = Math.min(seconds, (now - turn.begun) * 1e-9);
                turn.used += ran;
                shares.of(turn.client).used += ran;
            }
        }
    }

    /** Makes queries that ran for a while long ones; says whether there are any. */
    private boolean promote(List<Runnable> tell) {
        double limit = waiting.isEmpty() ? SHORT_SECONDS : SHORT_SECONDS_IF_OTHERS_WAIT;
        boolean isNew = false;
        int excess = started.size() - maxStarted;
        for (Turn turn : started) {
            if (!turn.isLong && turn.used >= limit) {
                turn.isLong = true;
                isNew = true;
                if (excess-- > 0) {
                    tell.add(turn::endForLackOfRoom);
                }
            }
        }
        return isNew;
    }

    private void expire(List<Runnable> tell) {
        long now = System.nanoTime();
        for (Waiting query : List.copyOf(waiting)) {
            if (now - query.deadline >= 0) {
                leave(query);
                boolean isRate = !hasRate.test(query.client);
                tell.add(() -> query.outcome.refused(isRate));
            }
        }
    }

    /** Starts those that wait, as far as there are places: first those of the clients that used least. */
    private void admit(List<Runnable> tell) {
        for (Waiting query : List.copyOf(waiting)) {
            if (!query.needsTurn && enters.test(query.client)) {
                leave(query);
                tell.add(() -> query.outcome.ready(null));
            }
        }
        Waiting next = next();
        while (next != null) {
            Waiting begun = next;
            leave(begun);
            Turn turn = start(begun.client);
            tell.add(() -> begun.outcome.ready(turn));
            next = next();
        }
    }

    private @Nullable Waiting next() {
        return waiting.stream()
                .filter(this::isStartable)
                .min(Comparator.comparingDouble(query -> shares.rank(query.client)))
                .orElse(null);
    }

    /** Lets nobody wait any more. */
    @Override
    public void close() {
        List<Waiting> left;
        synchronized (this) {
            isClosed = true;
            left = List.copyOf(waiting);
            left.forEach(this::leave);
        }
        left.forEach(query -> query.outcome.refused(false));
        ticking.cancel(false);
        ticker.shutdownNow();
    }
}
