package org.pfocr.rdf.blackbox;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.fuseki.main.FusekiServer;
import org.apache.jena.sparql.core.DatasetGraph;

/** Another endpoint on loopback, which counts the requests that it gets. */
final class Partner implements AutoCloseable {
    private final AtomicInteger requests = new AtomicInteger();
    private final FusekiServer server;

    Partner(DatasetGraph data) {
        this(data, () -> {});
    }

    /** @param before what to do before each answer */
    Partner(DatasetGraph data, Runnable before) {
        Filter counting = new Filter() {
            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                if (((HttpServletRequest) request).getRequestURI().contains("/sparql")) {
                    requests.incrementAndGet();
                    before.run();
                }
                chain.doFilter(request, response);
            }
        };
        server = FusekiServer.create()
                .port(0)
                .loopback(true)
                .add("/sparql", data, false)
                .addFilter("/*", counting)
                .build()
                .start();
    }

    String endpoint() {
        return "http://localhost:" + server.getHttpPort() + "/sparql";
    }

    /** Requests since the last time that this was asked. */
    int requests() {
        return requests.getAndSet(0);
    }

    @Override
    public void close() {
        server.stop();
    }
}
