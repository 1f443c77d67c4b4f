package org.pfocr.rdf.serve.observe;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.http.ClientAddress;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.supervise.Supervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The access log, the log of slow queries and the metrics of requests: one entry for each request, whatever part of the
 * server answered it. Thread-safe.
 */
public final class Traffic implements RequestLog {
    private static final Logger ACCESS = LoggerFactory.getLogger("access");
    private static final Logger SLOW = LoggerFactory.getLogger("slow-query");
    /** Characters of a query in the access log; the log of slow queries has all of it up to the second length. */
    private static final int SHORT = 500;

    private static final int LONG = 10_000;

    private final Metrics metrics;
    private final Duration slow;
    private final ClientAddress clients;

    /** @param slow queries that take at least this long are slow; zero for none */
    public Traffic(Metrics metrics, Duration slow, ClientAddress clients) {
        this.metrics = metrics;
        this.slow = slow;
        this.clients = clients;
    }

    @Override
    public void log(Request request, Response response) {
        if (isSupervisor(request)) { // Once a second, for years.
            return;
        }
        Duration time = Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime());
        metrics.request(response.getStatus(), time);
        QueryRecord query = request.getAttribute(QueryRecord.ATTRIBUTE) instanceof QueryRecord record ? record : null;
        if (query != null) {
            metrics.query(outcome(request, query), query.rows(), time);
            if (!slow.isZero() && time.compareTo(slow) >= 0) {
                entry(SLOW.atWarn(), request, response, time, query, LONG).log("slow query");
            }
        }
        if (ACCESS.isInfoEnabled()) {
            entry(ACCESS.atInfo(), request, response, time, query, SHORT).log("request");
        }
    }

    private static boolean isSupervisor(Request request) {
        return Supervisor.AGENT.equals(request.getHeaders().get("User-Agent"))
                && "/health".equals(request.getHttpURI().getPath());
    }

    private LoggingEventBuilder entry(
            LoggingEventBuilder log,
            Request request,
            Response response,
            Duration time,
            @Nullable QueryRecord query,
            int length) {
        LoggingEventBuilder entry = log.addKeyValue("client", cut(client(request), SHORT))
                .addKeyValue("method", cut(request.getMethod(), SHORT))
                .addKeyValue("path", cut(request.getHttpURI().getPath(), SHORT))
                .addKeyValue("status", response.getStatus())
                .addKeyValue("bytes", Response.getContentBytesWritten(response))
                .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(time.toNanos()))
                .addKeyValue("agent", cut(request.getHeaders().get("User-Agent"), SHORT));
        if (query != null) {
            entry = entry.addKeyValue("outcome", outcome(request, query))
                    .addKeyValue("rows", query.rows())
                    .addKeyValue("query", cut(query.text(), length));
        }
        return entry;
    }

    /** A problem's title is the outcome of the query that had it; there is a fixed number of them. */
    private static String outcome(Request request, QueryRecord query) {
        return request.getAttribute(Problem.ATTRIBUTE) instanceof Problem problem
                ? problem.title().toLowerCase(Locale.ROOT).replace(' ', '_')
                : query.outcome();
    }

    private String client(Request request) {
        return clients.of(Request.getRemoteAddr(request), request.getHeaders().get("X-Forwarded-For"));
    }

    /** The first characters of a text; nothing where there is none. */
    private static String cut(@Nullable String text, int length) {
        if (text == null) {
            return "";
        }
        return text.length() > length ? text.substring(0, length) + " …" : text;
    }
}
