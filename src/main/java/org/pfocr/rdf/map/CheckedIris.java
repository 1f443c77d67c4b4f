package org.pfocr.rdf.map;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;

/** IRIs of schema.org blocks: terms and licences repeat from figure to figure, and checking an IRI is costly. Thread-safe. */
final class CheckedIris {
    /** A hostile input could name ever new ones. */
    private static final int MAX_CHECKED = 10_000;

    private final Map<String, Node> checked = new ConcurrentHashMap<>();

    /** The IRI that a text is, or null where it is none. */
    @Nullable
    Node parsed(String text) {
        Node known = checked.get(text);
        if (known != null) {
            return known;
        }
        Node iri = Iris.parsed(text);
        if (iri != null && checked.size() < MAX_CHECKED) {
            checked.put(text, iri);
        }
        return iri;
    }
}
