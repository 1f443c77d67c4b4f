package org.pfocr.rdf.serve;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Reads are open to pages of every site (Fetch Standard, CORS protocol); there is nothing else than reads. Also breaks
 * the connection under an answer that broke off.
 */
final class OpenReads implements Filter {
    /** Attribute of a request whose answer broke off after its first part was sent. */
    static final String BROKEN = "org.pfocr.rdf.broken";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletResponse http = (HttpServletResponse) response;
        headers(http);
        if (((HttpServletRequest) request).getMethod().equals("OPTIONS")) {
            http.setHeader("Access-Control-Allow-Methods", "GET, POST, HEAD, OPTIONS");
            http.setHeader("Access-Control-Allow-Headers", "Accept, Content-Type");
            http.setHeader("Access-Control-Max-Age", "86400");
            http.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        chain.doFilter(request, response);
        if (request.getAttribute(BROKEN) instanceof Exception broken) {
            throw new IOException("the answer broke off", broken); // Jetty then closes without the final chunk.
        }
    }

    static void headers(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader("Access-Control-Expose-Headers", "ETag, Last-Modified, Link, Retry-After");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
