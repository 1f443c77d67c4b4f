package org.pfocr.rdf.serve.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/**
 * Reads are open to pages of every site (Fetch Standard, CORS protocol); there is nothing else than reads. Also breaks
 * the connection under an answer that broke off.
 */
public final class OpenReads implements Filter {
    /** Attribute of a request whose answer broke off after its first part was sent. */
    public static final String BROKEN = "org.pfocr.rdf.broken";

    private final ErrorPage errors;

    /** @param errors how to write what goes wrong as a page */
    public OpenReads(ErrorPage errors) {
        this.errors = errors;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse http = (HttpServletResponse) response;
        headers(http);
        if (((HttpServletRequest) request).getMethod().equals("OPTIONS")) {
            http.setHeader("Access-Control-Allow-Methods", "GET, POST, HEAD, OPTIONS");
            http.setHeader("Access-Control-Allow-Headers", "*"); // No header changes what may be read.
            http.setHeader("Access-Control-Max-Age", "86400");
            http.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        Sent sent = new Sent(http);
        request.setAttribute(Sent.ATTRIBUTE, sent);
        request.setAttribute(ErrorPage.ATTRIBUTE, errors);
        chain.doFilter(request, sent);
        if (request.getAttribute(BROKEN) instanceof Exception broken) {
            reset((HttpServletRequest) request);
            throw new IOException("the answer broke off", broken); // Jetty then closes without the final chunk.
        }
    }

    /**
     * Where an answer is not in chunks, the end of the connection is the end of the answer, so it must not end in peace:
     * in HTTP/1.0, which a proxy speaks that was not told otherwise, and with {@code Connection: close}, as Python sends.
     */
    private static void reset(HttpServletRequest request) throws IOException {
        SocketChannel channel = channel(request);
        if (channel != null) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        }
    }

    /** The connection that a request came on; null where Jetty has it on something else than a socket. */
    public static @Nullable SocketChannel channel(HttpServletRequest request) {
        Object transport = ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .getTransport();
        return transport instanceof SocketChannel channel ? channel : null;
    }

    static void headers(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Access-Control-Expose-Headers", "ETag, Last-Modified, Link, Query-Hint, Retry-After");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
