package org.pfocr.rdf.serve;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How much one client may ask: queries at one time, and queries in a while. Thread-safe. */
final class ClientLimits {
    /** A client may save up this many seconds of its rate, as pages that ask several things at once need. */
    private static final int BURST_SECONDS = 10;
    /** Clients that are remembered before those without a running query are forgotten. */
    private static final int MANY_CLIENTS = 10_000;

    private final int maxQueries;
    private final int queriesPerSecond;
    private final Set<String> proxies;
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
     * @param proxies addresses whose X-Forwarded-For is believed
     */
    ClientLimits(int maxQueries, int queriesPerSecond, List<String> proxies) {
        this.maxQueries = maxQueries;
        this.queriesPerSecond = queriesPerSecond;
        this.proxies = Set.copyOf(proxies);
    }

    /**
     * Address of the client: the last one in the chain that is not a declared proxy.
     *
     * @param socket address of the other end of the connection
     * @param forwarded the header X-Forwarded-For; null where there is none
     */
    String address(String socket, @Nullable String forwarded) {
        String address = socket;
        if (forwarded != null && proxies.contains(address)) {
            String[] chain = forwarded.split(",", -1);
            for (int i = chain.length - 1; i >= 0 && proxies.contains(address); i--) {
                address = chain[i].strip();
            }
        }
        return network(address);
    }

    /** A client has a whole IPv6 network of 64 bits to itself, so its addresses count as one. */
    private static String network(String address) {
        if (!address.matches("[0-9a-fA-F.:]*:[0-9a-fA-F.:]*")) { // Only a literal; a name would be looked up.
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 16 ? HexFormat.ofDelimiter(":").formatHex(bytes, 0, 8) : address;
        } catch (UnknownHostException e) {
            return address;
        }
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
        double burst = (double) queriesPerSecond * BURST_SECONDS;
        clients.compute(address, (key, known) -> {
            Client client = known == null ? new Client(burst) : known;
            synchronized (client) {
                if (maxQueries > 0 && client.running >= maxQueries) {
                    throw tooMany("You have " + maxQueries + " queries running or waiting, which is the limit. Send the"
                            + " next one when one of them has ended.");
                }
                if (queriesPerSecond > 0) {
                    long now = System.nanoTime();
                    client.tokens = Math.min(burst, client.tokens + (now - client.filled) * 1e-9 * queriesPerSecond);
                    client.filled = now;
                    if (client.tokens < 1) {
                        throw tooMany("You have sent more than " + queriesPerSecond + " queries a second. Send them"
                                + " more slowly, or ask for more with each.");
                    }
                    client.tokens--;
                }
                client.running++;
            }
            return client;
        });
    }

    void end(String address) {
        clients.computeIfPresent(address, (key, client) -> {
            synchronized (client) {
                client.running--;
            }
            return client;
        });
    }

    private static Refusal tooMany(String detail) {
        return new Refusal(Problem.tooMany(Problem.TOO_MANY_REQUESTS, "Too many requests", detail, 1));
    }
}
