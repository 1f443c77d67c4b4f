package org.pfocr.rdf.vocab;

import java.util.Arrays;
import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/**
 * Triples in which each distinct term has a number, so that those who take them look at a term once and not at each of
 * its places. Triples are kept as they were added, twice if they were added twice. Not thread-safe; a batch that nobody
 * adds to any more can be read by any thread.
 */
public final class TripleBatch {
    /** Enough for half of the figures. */
    private static final int FIRST_TERMS = 128;

    private Node[] terms;
    private int[] hashes;
    private int termCount;

    /** A term's number and one, or zero, where its hash says or in one of the next places; a power of two. */
    private int[] slots;

    private int[] triples = new int[3 * 2 * FIRST_TERMS];
    private int length;

    public TripleBatch() {
        terms = new Node[FIRST_TERMS];
        hashes = new int[FIRST_TERMS];
        slots = new int[4 * FIRST_TERMS];
    }

    /** A batch in which the terms of another have the same numbers, but without its triples. */
    public TripleBatch(TripleBatch vocabulary) {
        terms = vocabulary.terms.clone();
        hashes = vocabulary.hashes.clone();
        slots = vocabulary.slots.clone();
        termCount = vocabulary.termCount;
    }

    /** A batch of these triples. */
    public static TripleBatch of(List<Triple> triples) {
        TripleBatch batch = new TripleBatch();
        triples.forEach(batch::add);
        return batch;
    }

    /** The number of a term, a new one where the batch does not have it yet. */
    public int term(Node term) {
        boolean isPlain = term.isLiteral() && term.getLiteralDatatype() == XSDDatatype.XSDstring;
        int hash = isPlain ? hashOfText(term.getLiteralLexicalForm()) : term.hashCode();
        int mask = slots.length - 1;
        int at = spread(hash) & mask;
        for (int number = slots[at] - 1; number >= 0; number = slots[at] - 1) {
            if (hashes[number] == hash && terms[number].equals(term)) {
                return number;
            }
            at = (at + 1) & mask;
        }
        return added(at, hash, term);
    }

    /** Like {@link #term} for the plain string literal of a text. */
    public int text(String text) {
        int hash = hashOfText(text);
        int mask = slots.length - 1;
        int at = spread(hash) & mask;
        for (int number = slots[at] - 1; number >= 0; number = slots[at] - 1) {
            if (hashes[number] == hash && isText(terms[number], text)) {
                return number;
            }
            at = (at + 1) & mask;
        }
        return added(at, hash, NodeFactory.createLiteralString(text));
    }

    private static boolean isText(Node term, String text) {
        return term.isLiteral()
                && term.getLiteralDatatype() == XSDDatatype.XSDstring
                && term.getLiteralLexicalForm().equals(text);
    }

    private static int hashOfText(String text) {
        return 31 * text.hashCode() + 1;
    }

    private static int spread(int hash) {
        return (hash * 0x9E3779B9) >>> 9;
    }

    private int added(int slot, int hash, Node term) {
        if (termCount == terms.length) {
            terms = Arrays.copyOf(terms, 2 * termCount);
            hashes = Arrays.copyOf(hashes, 2 * termCount);
        }
        terms[termCount] = term;
        hashes[termCount] = hash;
        slots[slot] = ++termCount;
        if (2 * termCount > slots.length) {
            slots = new int[2 * slots.length];
            int mask = slots.length - 1;
            for (int number = 0; number < termCount; number++) {
                int at = spread(hashes[number]) & mask;
                while (slots[at] != 0) {
                    at = (at + 1) & mask;
                }
                slots[at] = number + 1;
            }
        }
        return termCount - 1;
    }

    public void add(Triple triple) {
        add(term(triple.getSubject()), term(triple.getPredicate()), term(triple.getObject()));
    }

    /** Adds a triple of terms by their numbers. */
    public void add(int subject, int property, int object) {
        if (length == triples.length) {
            triples = Arrays.copyOf(triples, 2 * length);
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

    public Node term(int number) {
        return terms[number];
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
