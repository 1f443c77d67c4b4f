package org.pfocr.rdf.serve.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where clients find this server: at the public address that the operator has named, else where the request was sent to.
 * The data's own IRIs have nothing to do with it. Thread-safe.
 */
public final class OwnAddress {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

    private final @Nullable String publicUrl;
    private final Set<String> proxies;

    public OwnAddress(ServerOptions options) {
        this.publicUrl = options.publicUrl();
        this.proxies = Set.copyOf(options.trustedProxies());
    }

    /** The root, as the client knows it, with a slash at the end. */
    public String root(HttpServletRequest request) {
        if (publicUrl != null) {
            return publicUrl;
        }
        String url = request.getRequestURL().toString();
        String root = url.substring(0, url.length() - request.getRequestURI().length() + 1);
        return proxies.contains(request.getRemoteAddr()) ? forwarded(URI.create(root), request) : root;
    }

    /** The endpoint, as the client knows it. */
    public String endpoint(HttpServletRequest request) {
        return root(request) + "sparql";
    }

    /** Path of the root, with a slash at the end: a proxy may have the server below its own root. */
    public String path() {
        return publicUrl == null ? "/" : URI.create(publicUrl).getRawPath();
    }

    /** A proxy speaks plain HTTP with the server, whatever it speaks with the client. */
    private static String forwarded(URI root, HttpServletRequest request) {
        String scheme = request.getHeader("X-Forwarded-Proto");
        String host = request.getHeader("X-Forwarded-Host");
        return ("https".equals(scheme) || "http".equals(scheme) ? scheme : root.getScheme())
                + "://"
                + (host != null && HOST.matcher(host).matches() ? host : root.getRawAuthority())
                + "/";
    }
}
