package org.pfocr.rdf.serve;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.LocalConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server some queries before the first client comes: the compiler of the JVM gets to know the program's work, from
 * the request's first byte to the answer's last, and the system reads the store's pages.
 */
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    /** A small store is known by then. */
    private static final int ROUNDS = 10;
    /** Each request takes the same way through HTTP once, and the compiler waits for 200 calls of a method. */
    private static final int REQUESTS = 300;
    /** Requests and a single query may have so large a part of the time each, so that others get some. */
    private static final int PARTS = 6;

    /** What people look for, whatever the store holds; a search reads the index and runs code that no query runs. */
    private static final List<String> SEARCHES = List.of(
            "/search?q=insulin+signaling",
            "/api/search?q=p53+apoptosis",
            "/api/search?q=%22cell+cycle%22+-cancer",
            "/api/search?q=TNF",
            "/api/suggest?q=in",
            "/api/enrich?genes=TP53+MDM2+CDKN1A+BAX+AKT1+MTOR+EGFR+KRAS+MYC+TNF&organism=9606");

    private WarmUp() {}

    /**
     * Goes over the queries again and again.
     *
     * @param server a server of its own, whose cache of answers no client gets to see
     * @param texts the queries
     * @param most time after which nothing more is begun
     */
    static void run(LocalConnector server, List<String> texts, Duration most) {
        long begun = System.nanoTime();
        long end = begun + most.toNanos();
        Duration part = most.dividedBy(PARTS);
        int asked = 0;
        int answered = 0;
        while (asked < REQUESTS && System.nanoTime() - begun < part.toNanos()) {
            answered += isAnswered(server, path("ASK {}", part), part) ? 1 : 0;
            asked++;
        }
        for (int i = 0; i < SEARCHES.size() * ROUNDS && System.nanoTime() - begun < 2 * part.toNanos(); i++) {
            // The limit makes it another one, which the cache of answers does not know.
            String search = SEARCHES.get(i % SEARCHES.size()) + "&limit=" + (5 + i / SEARCHES.size());
            answered += isAnswered(server, search, part) ? 1 : 0;
            asked++;
        }
        int queries = texts.size() * ROUNDS;
        for (int i = 0; i < queries; i++) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.isNegative()) {
                break;
            }
            // The comment makes it another query, which the cache of answers does not know.
            String text = texts.get(i % texts.size()) + "\n#" + i;
            Duration time = left.compareTo(part) < 0 ? left : part;
            answered += isAnswered(server, path(text, time), time) ? 1 : 0;
            asked++;
        }
        LOG.debug("warmed up with {} requests, {} answered", asked, answered);
    }

    private static String path(String query, Duration most) {
        return "/sparql?timeout=" + Math.max(1, most.toMillis()) / 1000.0 + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    /** Whether the answer came; a query that takes longer is one that a client may well ask. */
    private static boolean isAnswered(LocalConnector server, String path, Duration most) {
        String request = "GET " + path + " HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Accept: application/sparql-results+json, application/n-triples, */*;q=0.1\r\n"
                + "\r\n";
        try {
            // Some work cannot be stopped midway; there is no waiting for it.
            String answer = server.getResponse(request, 2 * most.toNanos(), TimeUnit.NANOSECONDS);
            return answer != null && answer.startsWith("HTTP/1.1 200 ");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) { // Declared so by Jetty.
            LOG.debug("a query of the warm-up failed", e);
            return false;
        }
    }
}
