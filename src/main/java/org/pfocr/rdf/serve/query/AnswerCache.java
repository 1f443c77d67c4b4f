package org.pfocr.rdf.serve.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.riot.web.HttpNames;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.http.Accept;
import org.pfocr.rdf.serve.http.Offer;
import org.pfocr.rdf.serve.observe.Metrics;

/**
 * Finished answers, as they were sent. A generation never changes, so an answer with the generation in its key is never
 * out of date. Bounded in bytes. Thread-safe.
 */
public final class AnswerCache {
    /** One answer may have so large a part of the cache. */
    private static final int PARTS = 8;
    /** Objects around an answer's bytes and text. */
    private static final int OVERHEAD = 200;

    /** Parameters that say nothing of the answer's content or form. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(HttpNames.paramQuery, HttpNames.paramTimeout);

    private final long maxBytes;
    private final Cache<Key, Answer> answers;

    /**
     * What an answer depends on.
     *
     * @param form the wanted media type as the request has it, and all parameters but the query
     */
    public record Key(String generation, String query, String form) {}

    /**
     * A finished answer.
     *
     * @param rows rows of the table, or triples or quads
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    public record Answer(@Nullable String mediaType, byte[] body, long rows) {}

    /** @param maxBytes 0 for no cache */
    public AnswerCache(long maxBytes) {
        this.maxBytes = maxBytes;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Key key, Answer answer) ->
                        answer.body.length + 2 * (key.query.length() + key.form.length()) + OVERHEAD)
                .build();
    }

    static Key key(String generation, String query, HttpServletRequest request) {
        StringBuilder form = new StringBuilder().append(Accept.text(request));
        for (String name : new TreeSet<>(request.getParameterMap().keySet())) {
            if (!WITHOUT_EFFECT.contains(name)) {
                form.append('\n').append(name).append('=').append(Arrays.toString(request.getParameterValues(name)));
            }
        }
        return new Key(generation, query, form.toString());
    }

    /** The key of an answer that depends on nothing of its request but what was asked and the form. */
    public static Key key(String generation, String asked, Offer.Choice form) {
        return new Key(generation, asked, form.mediaType());
    }

    public @Nullable Answer get(Key key) {
        return answers.getIfPresent(key);
    }

    public void put(Key key, Answer answer) {
        answers.put(key, answer);
    }

    /** Bytes that an answer may have to be kept. */
    public int maxAnswerBytes() {
        return (int) Math.min(maxBytes / PARTS, Integer.MAX_VALUE / 2);
    }

    /** Adds the cache's size to the metrics. */
    public void measure(Metrics metrics) {
        metrics.gauge("pfocr.cache.answers", "Finished answers that are kept", answers::estimatedSize);
        metrics.gauge("pfocr.cache.bytes", "Bytes of finished answers that are kept", () -> answers.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L));
    }
}
