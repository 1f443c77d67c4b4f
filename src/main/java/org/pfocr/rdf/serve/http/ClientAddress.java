package org.pfocr.rdf.serve.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who a client is, also behind reverse proxies: the one address that limits and logs go by. Immutable. */
public final class ClientAddress {
    private final Set<String> proxies;

    /** @param proxies addresses whose X-Forwarded-For is believed */
    public ClientAddress(List<String> proxies) {
        this.proxies = Set.copyOf(proxies);
    }

    /**
     * Address of the client: the last one in the chain that is not a declared proxy.
     *
     * @param socket address of the other end of the connection
     * @param forwarded the header X-Forwarded-For; null where there is none
     */
    public String of(String socket, @Nullable String forwarded) {
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
}
