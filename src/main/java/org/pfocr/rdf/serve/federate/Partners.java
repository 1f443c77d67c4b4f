package org.pfocr.rdf.serve.federate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.jena.riot.web.HttpNames;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that SERVICE calls: where they are, and what they answered a short while ago. Queries of all clients share
 * it, so that a page of results, or the next step of an analysis, does not ask a partner the same again. Thread-safe.
 */
public final class Partners {
    private static final String ACCEPT =
            "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.5";
    /** Longer addresses are refused by some servers. */
    private static final int MAX_ADDRESS = 2000;
    /** One answer may have so large a part of what is kept. */
    private static final int PARTS = 8;
    /** Rows after which an endpoint cuts its answer off and says nothing of it. */
    private static final Map<String, Integer> MOST_ROWS = Map.of("https://id.nlm.nih.gov/mesh/sparql", 1000);
    /** What Virtuoso has where nobody changed it, as WikiPathways, DBpedia and many others do. */
    private static final int OFTEN_MOST_ROWS = 10_000;

    private final Map<String, String> mirrors;
    private final long maxBytes;
    private final Cache<String, Answer> answers;

    /**
     * An endpoint's answer as it came.
     *
     * @param mediaType null where the endpoint gave none
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Answer(int status, @Nullable String mediaType, byte[] body) {}

    /**
     * @param mirrors where to call an endpoint that is not to be called at its own address
     * @param maxBytes of answers that are kept
     * @param keep how long an answer is kept; zero for not at all
     */
    public Partners(Map<String, String> mirrors, long maxBytes, Duration keep) {
        this.mirrors = Map.copyOf(mirrors);
        this.maxBytes = keep.isZero() ? 0 : maxBytes;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(this.maxBytes)
                .weigher((String asked, Answer answer) -> answer.body.length + 2 * asked.length())
                .expireAfterWrite(keep)
                .build();
    }

    /** The number of rows at which an answer of an endpoint may have been cut off. */
    static int mostRows(String endpoint) {
        return MOST_ROWS.getOrDefault(endpoint, OFTEN_MOST_ROWS);
    }

    boolean hasMirror(String endpoint) {
        return mirrors.containsKey(endpoint);
    }

    /**
     * Sends a query, or finds its answer.
     *
     * @param time for the head of the answer
     */
    CompletableFuture<Answer> ask(ServiceCalls calls, String endpoint, String query, Duration time) {
        Answer known = answers.getIfPresent(endpoint + " " + query);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        String address = mirrors.getOrDefault(endpoint, endpoint);
        String form = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        String withQuery = address + (address.contains("?") ? "&" : "?") + form;
        HttpRequest.Builder request = withQuery.length() <= MAX_ADDRESS
                ? HttpRequest.newBuilder(URI.create(withQuery)).GET()
                : HttpRequest.newBuilder(URI.create(address))
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .header(HttpNames.hContentType, "application/x-www-form-urlencoded");
        request.header(HttpNames.hAccept, ACCEPT)
                .header(HttpNames.hUserAgent, ServiceCalls.USER_AGENT)
                .timeout(time);
        return calls.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(response -> new Answer(
                        response.statusCode(),
                        response.headers().firstValue(HttpNames.hContentType).orElse(null),
                        response.body()));
    }

    /** Keeps an answer that could be read. */
    void keep(String endpoint, String query, Answer answer) {
        if (answer.body.length <= maxBytes / PARTS) {
            answers.put(endpoint + " " + query, answer);
        }
    }
}
