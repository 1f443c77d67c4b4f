package org.pfocr.rdf.serve.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;

/** How much one client may ask: queries at one time, and queries in a while. Thread-safe. */
public final class ClientLimits {
    /** A client may save up this many seconds of its rate, as pages that ask several things at once need. */
    private static final int BURST_SECONDS = 10;
    /** Share of a query that each counts for at least; so a small one that takes little time costs little. */
    private static final double LEAST_COST = 0.02;
    /** A query of this time counts as a whole one. */
    private static final double FULL_COST_SECONDS = 0.1;
    /** Queries of one client that wait until others of its own have ended, for each that it may have. */
    private static final int WAITING_PER_QUERY = 16;
    /** Clients that are remembered before those without a running query are forgotten. */
    private static final int MANY_CLIENTS = 10_000;

    private final int maxQueries;
    private final int queriesPerSecond;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();

    /** A token bucket and the number of running queries; guarded by itself. */
    private static final class Client {
        private double tokens;
        private long filled = System.nanoTime();
        /** Queries that have come and have not ended, and those of them that do not wait for others of the client. */
        private int present;

        private int entered;

        Client(double tokens) {
            this.tokens = tokens;
        }
    }

    /**
     * @param maxQueries queries of one client at one time; 0 for no limit
     * @param queriesPerSecond queries of one client in a second, on average; 0 for no limit
     */
    public ClientLimits(int maxQueries, int queriesPerSecond) {
        this.maxQueries = maxQueries;
        this.queriesPerSecond = queriesPerSecond;
    }

    /**
     * Takes note of a query; {@link #end} must follow.
     *
     * @throws Refusal with status 429 when the client has too many
     */
    void begin(String address) {
        if (clients.size() > MANY_CLIENTS) {
            clients.values().removeIf(client -> {
                synchronized (client) {
                    return client.present == 0;
                }
            });
        }
        clients.compute(address, (key, known) -> {
            Client client = known == null ? new Client(burst()) : known;
            synchronized (client) {
                if (maxQueries > 0 && client.present >= (1 + WAITING_PER_QUERY) * maxQueries) {
                    throw new Refusal(tooManyAtOnce());
                }
                client.present++;
            }
            return client;
        });
    }

    /** Whether a client may ask now; else it should wait. */
    boolean hasRate(String address) {
        if (queriesPerSecond == 0) {
            return true;
        }
        Client client = clients.computeIfAbsent(address, key -> new Client(burst()));
        synchronized (client) {
            long now = System.nanoTime();
            client.tokens = Math.min(burst(), client.tokens + (now - client.filled) * 1e-9 * queriesPerSecond);
            client.filled = now;
            return client.tokens >= 0;
        }
    }

    /**
     * Lets a query go on, unless the client has too many that do, or asked too much of late; then it should wait.
     * {@link #end} must be told.
     *
     * @return null where it goes on, else what to tell a client that will not wait
     */
    @Nullable
    Problem enter(String address) {
        if (!hasRate(address)) {
            return tooFast();
        }
        Client client = clients.computeIfAbsent(address, key -> new Client(burst()));
        synchronized (client) {
            if (maxQueries > 0 && client.entered >= maxQueries) {
                return tooManyAtOnce();
            }
            client.entered++;
            return null;
        }
    }

    /**
     * Takes note of a query's end, and of what it cost.
     *
     * @param seconds in which it ran
     * @param hasEntered whether it did not wait to the end
     */
    void end(String address, double seconds, boolean hasEntered) {
        clients.computeIfPresent(address, (key, client) -> {
            synchronized (client) {
                client.present--;
                client.entered -= hasEntered ? 1 : 0;
                double cost = Math.min(1, LEAST_COST + seconds / FULL_COST_SECONDS);
                client.tokens = Math.max(-burst(), client.tokens - cost);
            }
            return client;
        });
    }

    private double burst() {
        return (double) queriesPerSecond * BURST_SECONDS;
    }

    /** What a client gets whose other queries did not end in time. */
    Problem tooManyAtOnce() {
        return tooMany(
                "You have " + maxQueries + " queries running, which is the limit, and more of them wait. Send the"
                        + " next one when one of them has ended.");
    }

    /** What a client gets that has waited for its rate in vain. */
    Problem tooFast() {
        return tooMany("You have sent more than " + queriesPerSecond
                + " queries a second. Send them more slowly, or ask" + " for more with each.");
    }

    private static Problem tooMany(String detail) {
        return Problem.tooMany(Problem.TOO_MANY_REQUESTS, "Too many requests", detail, 1);
    }
}
