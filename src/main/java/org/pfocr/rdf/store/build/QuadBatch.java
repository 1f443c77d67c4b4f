package org.pfocr.rdf.store.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.pfocr.rdf.store.layout.TermHasher;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * Triples of one graph, made ready for the dictionary on any thread: each term once, with its hash, or with its node id
 * where TDB2 keeps its value there.
 */
final class QuadBatch {
    private static final byte UNUSED = 0;
    private static final byte HASHED = 1;
    private static final byte VALUE = 2;

    private final TripleBatch triples;
    private final Node graph;
    /** By the number of a term; the graph comes after the terms of the triples. */
    private final long[] hashes;

    private final byte[] kinds;

    /** @param hasher of the calling thread */
    QuadBatch(Node graph, TripleBatch triples, TermHasher hasher) {
        this.graph = graph;
        this.triples = triples;
        hashes = new long[2 * (triples.terms() + 1)];
        kinds = new byte[triples.terms() + 1];
        for (int i = 0; i < triples.size(); i++) {
            use(triples.subject(i), hasher);
            use(triples.property(i), hasher);
            use(triples.object(i), hasher);
        }
        if (triples.size() > 0) {
            hash(triples.terms(), graph, hasher);
        }
    }

    private void use(int term, TermHasher hasher) {
        if (kinds[term] != UNUSED) {
            return;
        }
        if (triples.isIri(term) || triples.isText(term)) { // Nearly all; no node is made for them.
            hasher.hash(triples.utf8(), triples.start(term), triples.end(term), triples.isIri(term));
            hashed(term, hasher);
        } else {
            hash(term, triples.term(term), hasher);
        }
    }

    private void hash(int place, Node term, TermHasher hasher) {
        NodeId value = NodeId.inline(term);
        if (value != null) {
            kinds[place] = VALUE;
            byte[] bytes = new byte[NodeId.SIZE];
            NodeIdFactory.set(value, bytes);
            hashes[2 * place] = ByteBuffer.wrap(bytes).getLong();
        } else {
            hasher.hash(term);
            hashed(place, hasher);
        }
    }

    private void hashed(int place, TermHasher hasher) {
        kinds[place] = HASHED;
        hashes[2 * place] = hasher.high();
        hashes[2 * place + 1] = hasher.low();
    }

    /** Gives the terms their numbers and the quads their rows. */
    void write(TermDictionary dictionary, QuadRows rows) throws IOException {
        IntFunction<Node> term = place -> place < triples.terms() ? triples.term(place) : graph;
        int[] numbers = new int[triples.terms() + 1];
        for (int i = 0; i < numbers.length; i++) {
            long high = hashes[2 * i];
            if (kinds[i] == VALUE) {
                numbers[i] = rows.valueNumber(high);
            } else if (kinds[i] == HASHED) {
                numbers[i] = dictionary.number(high, hashes[2 * i + 1], term, i);
            }
        }
        int graphNumber = numbers[triples.terms()];
        int lastProperty = -1;
        int pair = 0;
        for (int i = 0; i < triples.size(); i++) {
            int property = triples.property(i);
            if (property != lastProperty) {
                lastProperty = property;
                pair = rows.pairNumber(graphNumber, numbers[property]);
            }
            rows.add(numbers[triples.subject(i)], numbers[triples.object(i)], pair);
        }
    }
}
