package org.pfocr.rdf.serve.door;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import org.eclipse.jetty.io.Connection;
import org.jspecify.annotations.Nullable;

/** Closes what one address opens beyond so many connections. Thread-safe. */
public final class ConnectionsOfClient implements Connection.Listener {
    private final int most;
    private final Set<String> proxies;
    private final IntSupplier supervisor;
    private final Map<String, Integer> open = new ConcurrentHashMap<>();
    /** A connection that is closed does not always know its address any more. */
    private final Map<Connection, String> addresses = new ConcurrentHashMap<>();

    /**
     * @param most connections of one address; 0 for no limit
     * @param proxies addresses that stand for many clients, and have no limit
     * @param supervisor the port from which this server's supervisor asks; a server that it could not ask would be ended
     */
    public ConnectionsOfClient(int most, List<String> proxies, IntSupplier supervisor) {
        this.most = most;
        this.proxies = Set.copyOf(proxies);
        this.supervisor = supervisor;
    }

    @Override
    public void onOpened(Connection connection) {
        String address = address(connection);
        if (address == null || isSupervisor(connection)) {
            return;
        }
        addresses.put(connection, address);
        if (open.merge(address, 1, Integer::sum) > most && most > 0 && !proxies.contains(address)) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        String address = addresses.remove(connection);
        if (address != null) {
            open.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
        }
    }

    private boolean isSupervisor(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress from
                && connection.getEndPoint().getLocalSocketAddress() instanceof InetSocketAddress here
                && from.getPort() == supervisor.getAsInt()
                && from.getAddress().equals(here.getAddress()); // Of this machine.
    }

    private static @Nullable String address(Connection connection) {
        return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress socket
                        && socket.getAddress() != null
                ? socket.getAddress().getHostAddress()
                : null;
    }
}
