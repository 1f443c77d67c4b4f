package org.pfocr.rdf.serve.limit;

import java.util.HashMap;
import java.util.Map;

/** How much each client had of late, and what it has begun or wants. Not thread-safe; guarded by {@link Turns}. */
final class Shares {
    /** Time of which half is forgotten: what a client used long ago does not count. */
    private static final double HALF_LIFE_SECONDS = 10;
    /** What a query that is not ended counts for in the order of clients, in seconds used. */
    private static final double PER_QUERY = 0.1;
    /** Less than this is nothing. */
    private static final double LEAST_SECONDS = 1e-3;

    private final Map<String, Client> clients = new HashMap<>();

    /** One client; made anew for one that has nothing and had nothing of late. */
    static final class Client {
        double used;
        int started;
        int waiting;
    }

    Client of(String name) {
        return clients.computeIfAbsent(name, key -> new Client());
    }

    /** The place of a client in the order of those that want a turn: the lowest goes first. */
    double rank(String name) {
        Client client = of(name);
        return client.used + PER_QUERY * (client.started + client.waiting);
    }

    /** Queries that wait of the client that has most of them waiting. */
    int mostWaiting() {
        return clients.values().stream()
                .mapToInt(client -> client.waiting)
                .max()
                .orElse(0);
    }

    /** Lets time pass. */
    void forget(double seconds) {
        double kept = Math.pow(0.5, seconds / HALF_LIFE_SECONDS);
        clients.values().removeIf(client -> {
            client.used *= kept;
            return client.started + client.waiting == 0 && client.used < LEAST_SECONDS;
        });
    }
}
