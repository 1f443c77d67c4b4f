package org.pfocr.rdf.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was found for a text, best first. For one thread. */
public final class Hits {
    private final List<Hit> hits;
    private @Nullable Map<Long, Hit> byNode;

    /**
     * Something that was found.
     *
     * @param node its node id
     */
    public record Hit(long node, float score) {}

    Hits(List<Hit> hits) {
        this.hits = List.copyOf(hits);
    }

    /** All of them. */
    public List<Hit> all() {
        return hits;
    }

    /** The hit that a node is; null where it is none. */
    public @Nullable Hit of(long node) {
        Map<Long, Hit> known = byNode;
        if (known == null) {
            known = new HashMap<>();
            for (Hit hit : hits) {
                known.put(hit.node, hit);
            }
            byNode = known;
        }
        return known.get(node);
    }
}
