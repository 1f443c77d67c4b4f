package org.pfocr.rdf.vocab;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
 * its places: its text in UTF-8 and its hash are there, and strings and nodes are made for those who ask. Triples are kept
 * as they were added, twice if they were added twice. Not thread-safe; a batch that nobody adds to any more can be read by
 * any thread. It is long because the bytes, the hashes and the table of terms are one structure, in which nothing is an
 * object.
 */
public final class TripleBatch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final HashKey KEY = HashKey.secret();

    /** For batches of which nothing is known. */
    private static final int FIRST_TERMS = 128;
    /** Bytes of a term, on the average; a guess that is a little too high. */
    private static final int BYTES_OF_TERM = 48;

    /** What a term is; most are IRIs or texts, and become strings and nodes only if somebody asks. */
    private static final byte IRI = 0;

    private static final byte TEXT = 1;
    private static final byte OTHER = 2;

    private byte[] kinds;
    private @Nullable String[] texts;
    private @Nullable Node[] nodes;
    private long[] hashes;
    private int termCount;

    /** The texts in UTF-8, one after the other, since this is what is hashed, compared and written. */
    private byte[] utf8;
    /** By term, the place in the bytes behind its text. */
    private int[] ends;

    /** A term's number and one, or zero, where its hash says or in one of the next places; a power of two. */
    private int[] slots;

    private int[] triples;
    private int length;

    public TripleBatch() {
        kinds = new byte[FIRST_TERMS];
        texts = new String[FIRST_TERMS];
        nodes = new Node[FIRST_TERMS];
        hashes = new long[FIRST_TERMS];
        utf8 = new byte[FIRST_TERMS * BYTES_OF_TERM];
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
        utf8 = Arrays.copyOf(vocabulary.utf8, Math.max(vocabulary.utf8.length, capacity * BYTES_OF_TERM));
        ends = Arrays.copyOf(vocabulary.ends, capacity);
        slots = new int[0];
        triples = new int[3 * expectedTriples];
        termCount = vocabulary.termCount;
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

    /**
     * Like {@link #iri(String)} for another IRI, or the beginning of one, with more behind it: no string is made.
     *
     * @param base the number of the IRI
     */
    public int iri(int base, String more) {
        byte[] encoded = more.getBytes(StandardCharsets.UTF_8);
        int size = end(base) - start(base);
        int at = start(termCount);
        ensure(Math.addExact(at, size + encoded.length));
        System.arraycopy(utf8, start(base), utf8, at, size);
        System.arraycopy(encoded, 0, utf8, at + size, encoded.length);
        return number(IRI, at + size + encoded.length, null, null);
    }

    /** Like {@link #term} for the plain string literal of a text. */
    public int text(String text) {
        return number(TEXT, text, null);
    }

    private int number(byte kind, String text, @Nullable Node node) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        int at = start(termCount);
        int end = Math.addExact(at, encoded.length);
        ensure(end);
        System.arraycopy(encoded, 0, utf8, at, encoded.length);
        return number(kind, end, text, node);
    }

    /** Makes room for terms up to a place, and for the eight bytes that are looked at last. */
    private void ensure(int end) {
        if (end > utf8.length - Long.BYTES) {
            utf8 = Arrays.copyOf(utf8, (int) Math.min(Integer.MAX_VALUE - Long.BYTES, 2L * end + Long.BYTES));
        }
    }

    /** @param end of the term's bytes, which lie behind those of all others */
    private int number(byte kind, int end, @Nullable String text, @Nullable Node node) {
        int start = start(termCount);
        long hash = hash(kind, start, end, node, KEY);
        int mask = slots.length - 1;
        int at = (int) hash & mask;
        for (int number = slots[at] - 1; number >= 0; number = slots[at] - 1) {
            if (hashes[number] == hash
                    && kinds[number] == kind
                    && Arrays.equals(utf8, start(number), ends[number], utf8, start, end)
                    && (kind != OTHER || Objects.equals(nodes[number], node))) {
                return number;
            }
            at = (at + 1) & mask;
        }
        if (termCount == kinds.length) {
            int capacity = 2 * termCount + 1;
            kinds = Arrays.copyOf(kinds, capacity);
            texts = Arrays.copyOf(texts, capacity);
            nodes = Arrays.copyOf(nodes, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        kinds[termCount] = kind;
        texts[termCount] = text;
        nodes[termCount] = node;
        hashes[termCount] = hash;
        ends[termCount] = end;
        slots[at] = ++termCount;
        if (2 * termCount > slots.length) {
            fill(2 * slots.length);
        }
        return termCount - 1;
    }

    /** Each step multiplies by a secret number and folds the product, as in W. Yi, "wyhash". */
    private long hash(byte kind, int start, int end, @Nullable Node node, HashKey key) {
        long multiplier = key.multiplier();
        long hash = folded(
                key.seed() ^ (end - start) ^ ((long) (kind == OTHER ? kindHash(node) : kind) << Integer.SIZE),
                multiplier);
        int i = start;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            hash = folded(hash ^ (long) LONGS.get(utf8, i), multiplier);
        }
        // The bytes behind the end are there, but are not the term's.
        return folded(hash ^ ((long) LONGS.get(utf8, i) & ~(-1L << (Byte.SIZE * (end - i)))), multiplier);
    }

    /** What tells literals of one lexical form apart. */
    private static int kindHash(@Nullable Node node) {
        return node != null && node.isLiteral()
                ? 31 * node.getLiteralDatatypeURI().hashCode()
                        + node.getLiteralLanguage().hashCode()
                : OTHER;
    }

    private static long folded(long hash, long multiplier) {
        return Math.multiplyHigh(hash, multiplier) ^ hash * multiplier;
    }

    private void fill(int size) {
        slots = new int[size];
        int mask = size - 1;
        for (int number = 0; number < termCount; number++) {
            int at = (int) hashes[number] & mask;
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
        String text = texts[number];
        if (text == null) {
            text = new String(utf8, start(number), end(number) - start(number), StandardCharsets.UTF_8);
            texts[number] = text; // As with nodes, two threads may make it.
        }
        return text;
    }

    /** Whether the term is an IRI that begins so. */
    public boolean isIri(int number, byte[] begin) {
        int start = start(number);
        return isIri(number)
                && end(number) - start >= begin.length
                && Arrays.equals(utf8, start, start + begin.length, begin, 0, begin.length);
    }

    /** Whether the term's text has a {@code #}, behind which an IRI has its fragment. */
    public boolean hasFragment(int number) {
        for (int i = end(number) - 1; i >= start(number); i--) { // Fragments are short.
            if (utf8[i] == '#') {
                return true;
            }
        }
        return false;
    }

    /**
     * A hash of the term, the same in all batches of a program's run: of ten million terms, two have one with a chance of
     * about one in 400,000.
     */
    public long hash(int number) {
        return hashes[number];
    }

    /** Like {@link #hash(int)}, but the same on all machines that have the key. */
    public long hash(int number, HashKey key) {
        return hash(kinds[number], start(number), end(number), nodes[number], key);
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
            node = isIri(number) ? NodeFactory.createURI(text(number)) : NodeFactory.createLiteralString(text(number));
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
