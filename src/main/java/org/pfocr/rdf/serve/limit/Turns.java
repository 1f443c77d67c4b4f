package org.pfocr.rdf.serve.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    /** Time of which half is forgotten: what a client used long ago does not count. */
    private static final double HALF_LIFE_SECONDS = 10;
    /** What a query that is not ended counts for in the order of clients, in seconds used. */
    private static final double PER_QUERY = 0.1;

    private final int longAtOnce;
    private final int shortAtOnce;
    private final int maxStarted;
    private final int maxWaiting;
    private final Predicate<String> hasRate;
    private final Map<String, Client> clients = new HashMap<>();
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

    private static final class Client {
        private double used;
        private int started;
        private int waiting;

        double rank() {
            return used + PER_QUERY * (started + waiting);
        }

        int pending() {
            return started + waiting;
        }
    }

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
     * @param maxQueries long queries that run at one time, and one more
     * @param maxWaiting queries that wait for their start
     * @param hasRate whether a client may ask now, by the number of its queries of late
     */
    Turns(int maxQueries, int maxWaiting, Predicate<String> hasRate) {
        this.longAtOnce = Math.max(1, maxQueries - 1);
        this.shortAtOnce = Math.max(1, maxQueries / 2);
        this.maxStarted = STARTED_PER_TURN * maxQueries;
        this.maxWaiting = maxWaiting;
        this.hasRate = hasRate;
        ticking = ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A turn, where there is one now; null where the query must wait. */
    synchronized @Nullable Turn take(String name) {
        Client client = clients.computeIfAbsent(name, key -> new Client());
        boolean isFirst = waiting.stream().noneMatch(other -> other.needsTurn && isStartable(other));
        return isFirst && isStartable(client) ? start(name, client) : null;
    }

    private Turn start(String name, Client client) {
        Turn turn = new Turn(name);
        client.started++;
        started.add(turn);
        return turn;
    }

    private boolean isStartable(Waiting query) {
        Client client = clients.get(query.client);
        return client != null && isStartable(client) && hasRate.test(query.client);
    }

    private boolean isStartable(Client client) {
        long running = started.stream()
                .filter(turn -> !turn.isLong && !turn.isWriting())
                .count();
        boolean isRoom = started.size() < maxStarted || client.started == 0;
        return running < shortAtOnce && client.started <= 2 * longAtOnce && isRoom;
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
            Client client = clients.computeIfAbsent(name, key -> new Client());
            if (waiting.size() >= maxWaiting) {
                displaced = displaced(client);
                if (displaced == null) {
                    return false;
                }
            }
            client.waiting++;
            waiting.add(new Waiting(name, needsTurn, System.nanoTime() + maxWait.toNanos(), outcome));
        }
        if (displaced != null) {
            displaced.outcome.refused(false);
        }
        return true;
    }

    /** The last query of the client that has most of them waiting, taken out; null where that is this client itself. */
    private @Nullable Waiting displaced(Client client) {
        Client most = clients.values().stream()
                .max(Comparator.comparingInt(other -> other.waiting))
                .orElse(client);
        if (most.waiting <= client.waiting + 1) {
            return null;
        }
        for (int i = waiting.size() - 1; i >= 0; i--) {
            Waiting last = waiting.get(i);
            if (most.equals(clients.get(last.client))) {
                waiting.remove(i);
                most.waiting--;
                return last;
            }
        }
        return null;
    }

    /** Ends a turn; returns the seconds in which its query ran. */
    double release(Turn turn) {
        List<Runnable> tell = new ArrayList<>();
        double used;
        synchronized (this) {
            count();
            started.remove(turn);
            used = turn.used;
            Client client = clients.get(turn.client);
            if (client != null) {
                client.started--;
            }
            if (turn.isLong) {
                allot();
            }
            admit(tell);
        }
        tell.forEach(Runnable::run);
        return used;
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
                    allot();
                }
                expire(tell);
                admit(tell);
                clients.values().removeIf(client -> client.pending() == 0 && client.used < 1e-3);
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
        double kept = Math.pow(0.5, seconds / HALF_LIFE_SECONDS);
        clients.values().forEach(client -> client.used *= kept);
        for (Turn turn : started) {
            if (!turn.isPaused() && !turn.isWriting()) {
                double ran = Math.min(seconds, (now - turn.begun) * 1e-9);
                turn.used += ran;
                Client client = clients.get(turn.client);
                if (client != null) {
                    client.used += ran;
                }
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

    /** Decides which of the long ones run until the next decision: one of each client, and then one more of each. */
    private void allot() {
        Map<String, List<Turn>> queues = new TreeMap<>();
        for (Turn turn : started) {
            if (turn.isLong) {
                queues.computeIfAbsent(turn.client, key -> new ArrayList<>()).add(turn);
            }
        }
        List<List<Turn>> order = new ArrayList<>(queues.values());
        order.sort(Comparator.comparingDouble(queue -> {
            Client client = clients.get(queue.get(0).client);
            return client == null ? 0 : client.used;
        }));
        int free = longAtOnce;
        boolean isMore = true;
        for (int round = 0; isMore; round++) {
            isMore = false;
            for (List<Turn> queue : order) {
                if (round >= queue.size()) {
                    continue;
                }
                isMore = true;
                Turn turn = queue.get(round);
                if (turn.isWriting()) { // It takes no processor, and is not kept from its client.
                    turn.resume();
                } else if (free > 0) {
                    free--;
                    turn.resume();
                } else {
                    turn.pause();
                }
            }
        }
    }

    private void expire(List<Runnable> tell) {
        long now = System.nanoTime();
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting query = each.next();
            if (now - query.deadline >= 0) {
                each.remove();
                leave(query);
                boolean isRate = !hasRate.test(query.client);
                tell.add(() -> query.outcome.refused(isRate));
            }
        }
    }

    /** Starts those that wait, as far as there are places: first those of the clients that used least. */
    private void admit(List<Runnable> tell) {
        waiting.removeIf(query -> {
            boolean isFree = !query.needsTurn && hasRate.test(query.client);
            if (isFree) {
                leave(query);
                tell.add(() -> query.outcome.ready(null));
            }
            return isFree;
        });
        while (true) {
            Waiting next = waiting.stream()
                    .filter(query -> query.needsTurn && isStartable(query))
                    .min(Comparator.comparingDouble(query -> rank(query.client)))
                    .orElse(null);
            if (next == null) {
                return;
            }
            waiting.remove(next);
            leave(next);
            Turn turn = start(next.client, clients.computeIfAbsent(next.client, key -> new Client()));
            tell.add(() -> next.outcome.ready(turn));
        }
    }

    private double rank(String name) {
        Client client = clients.get(name);
        return client == null ? 0 : client.rank();
    }

    private void leave(Waiting query) {
        Client client = clients.get(query.client);
        if (client != null) {
            client.waiting--;
        }
    }

    /** Lets nobody wait any more. */
    @Override
    public void close() {
        List<Waiting> left;
        synchronized (this) {
            isClosed = true;
            left = List.copyOf(waiting);
            waiting.clear();
            left.forEach(this::leave);
        }
        left.forEach(query -> query.outcome.refused(false));
        ticking.cancel(false);
        ticker.shutdownNow();
    }
}
