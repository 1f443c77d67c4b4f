package org.pfocr.rdf.serve.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;

/** How much one client may ask: queries at one time, and queries in a while. Thread-safe. */
public final class ClientLimits {
    /** A client may save up this many seconds of its rate, as pages that ask several things at once need. */
    private static final int BURST_SECONDS = 10;
    /** Share of a query that each counts for at least; so a small one that takes little time costs little. */
    private static final double LEAST_COST = 0.1;
    /** A query of this time counts as a whole one. */
    private static final double FULL_COST_SECONDS = 0.1;
    /** Clients that are remembered before those without a running query are forgotten. */
    private static final int MANY_CLIENTS = 10_000;

    private final int maxQueries;
    private final int queriesPerSecond;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();

    /** A token bucket and the number of running queries; guarded by itself. */
    private static final class Client {
        private double tokens;
        private long filled = System.nanoTime();
        private int running;

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
                    return client.running == 0;
                }
            });
        }
        clients.compute(address, (key, known) -> {
            Client client = known == null ? new Client(burst()) : known;
            synchronized (client) {
                if (maxQueries > 0 && client.running >= maxQueries) {
                    throw new Refusal(tooMany(
                            "You have " + maxQueries + " queries running or waiting, which is the limit. Send the"
                                    + " next one when one of them has ended."));
                }
                client.running++;
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
     * Takes note of a query's end, and of what it cost.
     *
     * @param seconds in which it ran
     */
    void end(String address, double seconds) {
        clients.computeIfPresent(address, (key, client) -> {
            synchronized (client) {
                client.running--;
                double cost = Math.min(1, LEAST_COST + seconds / FULL_COST_SECONDS);
                client.tokens = Math.max(-burst(), client.tokens - cost);
            }
            return client;
        });
    }

    private double burst() {
        return (double) queriesPerSecond * BURST_SECONDS;
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
