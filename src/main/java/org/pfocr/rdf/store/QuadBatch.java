package org.pfocr.rdf.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;

/**
 * Triples of one graph, made ready for the dictionary on any thread: each term once, with its hash, or with its node id
 * where TDB2 keeps its value there.
 */
final class QuadBatch {
    private final Map<Node, Integer> places = new HashMap<>();
    private final Node[] terms;
    private final long[] hashes;
    private final boolean[] values;
    private final int[] triples;
    private int termCount;

    /** @param hasher of the calling thread */
    QuadBatch(Node graph, List<Triple> batch, TermHasher hasher) {
        int most = 3 * batch.size() + 1;
        terms = new Node[most];
        hashes = new long[2 * most];
        values = new boolean[most];
        triples = new int[3 * batch.size()];
        place(graph, hasher); // Always the first.
        Node lastSubject = graph;
        int subject = 0;
        int at = 0;
        for (Triple triple : batch) {
            if (!triple.getSubject().equals(lastSubject)) {
                lastSubject = triple.getSubject();
                subject = place(lastSubject, hasher);
            }
            triples[at++] = subject;
            triples[at++] = place(triple.getPredicate(), hasher);
            triples[at++] = place(triple.getObject(), hasher);
        }
    }

    private int place(Node term, TermHasher hasher) {
        Integer known = places.get(term);
        if (known != null) {
            return known;
        }
        int place = termCount++;
        places.put(term, place);
        terms[place] = term;
        NodeId value = NodeId.inline(term);
        if (value != null) {
            values[place] = true;
            byte[] bytes = new byte[NodeId.SIZE];
            NodeIdFactory.set(value, bytes);
            hashes[2 * place] = ByteBuffer.wrap(bytes).getLong();
        } else {
            hasher.hash(term);
            hashes[2 * place] = hasher.high();
            hashes[2 * place + 1] = hasher.low();
        }
        return place;
    }

    /** Gives the terms their numbers and the quads their rows. */
    void write(TermDictionary dictionary, QuadRows rows) throws IOException {
        int[] numbers = new int[termCount];
        for (int i = 0; i < termCount; i++) {
            numbers[i] = values[i]
                    ? rows.valueNumber(hashes[2 * i])
                    : dictionary.number(hashes[2 * i], hashes[2 * i + 1], terms[i]);
        }
        int lastProperty = -1;
        int pair = 0;
        for (int i = 0; i < triples.length; i += 3) {
            if (triples[i + 1] != lastProperty) {
                lastProperty = triples[i + 1];
                pair = rows.pairNumber(numbers[0], numbers[lastProperty]);
            }
            rows.add(numbers[triples[i]], numbers[triples[i + 2]], pair);
        }
    }
}
