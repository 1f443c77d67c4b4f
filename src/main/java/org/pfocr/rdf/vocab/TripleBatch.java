package org.pfocr.rdf.vocab;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;

/**
 * Triples in which each distinct term has a number, so that those who take them look at a term once and not at each of
 * its places. Triples are kept as they were added, twice if they were added twice. Not thread-safe; a batch that nobody
 * adds to any more can be read by any thread.
 */
public final class TripleBatch {
    /** Places that a search passes over at most, unless somebody has made texts whose hashes meet. */
    private static final int MAX_STEPS = 200;

    private static final long SEED = new SecureRandom().nextLong();

    /** For batches of which nothing is known. */
    private static final int FIRST_TERMS = 128;
    /** Bytes of most terms, on the average. */
    private static final int EXPECTED_BYTES = 64;

    /** What a term is; most are IRIs or texts, and become nodes only if somebody asks. */
    private static final byte IRI = 0;

    private static final byte TEXT = 1;
    private static final byte OTHER = 2;

    private byte[] kinds;
    private String[] texts;
    private @Nullable Node[] nodes;
    private int[] hashes;
    private int termCount;

    /** The texts in UTF-8, one after the other: who takes the triples needs bytes, and to make them takes long. */
    private byte[] utf8;
    /** By term, the place in the bytes behind its text. */
    private int[] ends;

    /** A term's number and one, or zero, where its hash says or in one of the next places; a power of two. */
    private int[] slots;

    /** Whether the hashes are seeded, because those of strings were made to meet. */
    private boolean isSeeded;

    private int[] triples;
    private int length;

    public TripleBatch() {
        kinds = new byte[FIRST_TERMS];
        texts = new String[FIRST_TERMS];
        nodes = new Node[FIRST_TERMS];
        hashes = new int[FIRST_TERMS];
        utf8 = new byte[FIRST_TERMS * EXPECTED_BYTES];
        ends = new int[FIRST_TERMS];
        slots = new int[4 * FIRST_TERMS];
        triples = new int[3 * 2 * FIRST_TERMS];
    }

    /**
     * A batch in which the terms of another have the same numbers, but without its triples.
     *
     * @param expectedTerms about as many terms as there will be, so that arrays need not grow
     * @param expectedTriples the same for triples
     */
    public TripleBatch(TripleBatch vocabulary, int expectedTerms, int expectedTriples) {
        int capacity = Math.max(vocabulary.termCount, expectedTerms);
        kinds = Arrays.copyOf(vocabulary.kinds, capacity);
        texts = Arrays.copyOf(vocabulary.texts, capacity);
        nodes = Arrays.copyOf(vocabulary.nodes, capacity);
        hashes = Arrays.copyOf(vocabulary.hashes, capacity);
        utf8 = Arrays.copyOf(vocabulary.utf8, Math.max(vocabulary.utf8.length, capacity * EXPECTED_BYTES));
        ends = Arrays.copyOf(vocabulary.ends, capacity);
        slots = new int[0];
        triples = new int[3 * expectedTriples];
        termCount = vocabulary.termCount;
        isSeeded = vocabulary.isSeeded;
        fill(Integer.highestOneBit(capacity) * 4);
    }

    /** A batch of these triples. */
    public static TripleBatch of(List<Triple> triples) {
        TripleBatch batch = new TripleBatch();
        triples.forEach(batch::add);
        return batch;
    }

    /** The number of a term, a new one where the batch does not have it yet. */
    public int term(Node term) {
        if (term.isURI()) {
            return number(IRI, term.getURI(), term);
        }
        if (term.isLiteral()) {
            boolean isText = term.getLiteralDatatype() == XSDDatatype.XSDstring;
            return number(isText ? TEXT : OTHER, term.getLiteralLexicalForm(), term);
        }
        return number(OTHER, term.toString(), term);
    }

    /** Like {@link #term} for an IRI. */
    public int iri(String iri) {
        return number(IRI, iri, null);
    }

    /** Like {@link #term} for the plain string literal of a text. */
    public int text(String text) {
        return number(TEXT, text, null);
    }

    private int number(byte kind, String text, @Nullable Node node) {
        int hash = hash(kind, text);
        int mask = slots.length - 1;
        int at = spread(hash) & mask;
        int steps = 0;
        for (int number = slots[at] - 1; number >= 0; number = slots[at] - 1) {
            if (hashes[number] == hash
                    && kinds[number] == kind
                    && texts[number].equals(text)
                    && (kind != OTHER || Objects.equals(nodes[number], node))) {
                return number;
            }
            if (++steps > MAX_STEPS && !isSeeded) {
                isSeeded = true;
                for (int i = 0; i < termCount; i++) {
                    hashes[i] = hash(kinds[i], texts[i]);
                }
                fill(slots.length);
                return number(kind, text, node);
            }
            at = (at + 1) & mask;
        }
        return added(at, hash, kind, text, node);
    }

    private int hash(byte kind, String text) {
        if (!isSeeded) {
            return 31 * text.hashCode() + kind;
        }
        long hash = SEED ^ kind;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L; // FNV-1a, but from a place that nobody knows.
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B9) >>> 9;
    }

    private int added(int slot, int hash, byte kind, String text, @Nullable Node node) {
        if (termCount == texts.length) {
            int capacity = 2 * termCount + 1;
            kinds = Arrays.copyOf(kinds, capacity);
            texts = Arrays.copyOf(texts, capacity);
            nodes = Arrays.copyOf(nodes, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        int start = start(termCount);
        int end = Math.addExact(start, encoded.length);
        if (end > utf8.length) {
            utf8 = Arrays.copyOf(utf8, Math.max(2 * utf8.length, end));
        }
        System.arraycopy(encoded, 0, utf8, start, encoded.length);
        ends[termCount] = end;
        kinds[termCount] = kind;
        texts[termCount] = text;
        nodes[termCount] = node;
        hashes[termCount] = hash;
        slots[slot] = ++termCount;
        if (2 * termCount > slots.length) {
            fill(2 * slots.length);
        }
        return termCount - 1;
    }

    private void fill(int size) {
        slots = new int[size];
        int mask = size - 1;
        for (int number = 0; number < termCount; number++) {
            int at = spread(hashes[number]) & mask;
            while (slots[at] != 0) {
                at = (at + 1) & mask;
            }
            slots[at] = number + 1;
        }
    }

    public void add(Triple triple) {
        add(term(triple.getSubject()), term(triple.getPredicate()), term(triple.getObject()));
    }

    /** Adds a triple of terms by their numbers. */
    public void add(int subject, int property, int object) {
        if (length == triples.length) {
            triples = Arrays.copyOf(triples, 2 * length + 3);
        }
        triples[length] = subject;
        triples[length + 1] = property;
        triples[length + 2] = object;
        length += 3;
    }

    /** Number of triples. */
    public int size() {
        return length / 3;
    }

    /** Number of terms; their own numbers begin with 0. There may be some that no triple has. */
    public int terms() {
        return termCount;
    }

    public boolean isIri(int number) {
        return kinds[number] == IRI;
    }

    /** Whether the term is a plain string literal. */
    public boolean isText(int number) {
        return kinds[number] == TEXT;
    }

    /** The IRI, or the text of a plain string literal; what it is for other terms is not said. */
    public String text(int number) {
        return texts[number];
    }

    /**
     * The bytes in which all texts lie: the IRI, the lexical form of a literal, what Jena calls any other term. Without its
     * own copy, so not to be changed.
     */
    public byte[] utf8() {
        return utf8;
    }

    /** Where a term's text begins in {@link #utf8}. */
    public int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** The place in {@link #utf8} behind a term's text. */
    public int end(int number) {
        return ends[number];
    }

    public Node term(int number) {
        Node node = nodes[number];
        if (node == null) {
            node = isIri(number)
                    ? NodeFactory.createURI(texts[number])
                    : NodeFactory.createLiteralString(texts[number]);
            nodes[number] = node; // Two threads may make it; nodes do not change, so either will do.
        }
        return node;
    }

    /** The number of the subject of a triple, which is given by its place from 0. */
    public int subject(int triple) {
        return triples[3 * triple];
    }

    public int property(int triple) {
        return triples[3 * triple + 1];
    }

    public int object(int triple) {
        return triples[3 * triple + 2];
    }

    /** The triple at a place from 0. */
    public Triple triple(int triple) {
        return Triple.create(term(subject(triple)), term(property(triple)), term(object(triple)));
    }
}
