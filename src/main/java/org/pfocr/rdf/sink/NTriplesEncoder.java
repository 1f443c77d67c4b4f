package org.pfocr.rdf.sink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * Encodes triples as N-Triples or N-Quads (RDF 1.1 N-Triples, section 7) straight into bytes, each term of a
 * batch once. Jena's own writer goes through characters one by one, which took two fifths of a conversion;
 * bench/convert.md. {@link #lines} is thread-safe.
 */
final class NTriplesEncoder {
    /** Characters with an escape of their own, and the letters of these. */
    private static final String NAMED = "\"\\\n\r\t\f\b";

    private static final String NAMES = "\"\\nrtfb";
    /** By byte, 1 where it must be escaped; bytes beyond ASCII never are. */
    private static final byte[] ESCAPED_IN_TEXT = new byte[0x100];

    private static final byte[] ESCAPED_IN_IRI = new byte[0x100];
    /** Bytes that one byte becomes at most, as in \\u007F. */
    private static final int MAX_ESCAPE = 6;

    static {
        NAMED.chars().forEach(c -> ESCAPED_IN_TEXT[c] = 1);
        "<>\"{}|^`\\".chars().forEach(c -> ESCAPED_IN_IRI[c] = 1);
        Arrays.fill(ESCAPED_IN_IRI, 0, ' ' + 1, (byte) 1);
        ESCAPED_IN_IRI[0x7F] = 1;
    }

    /** Bytes that {@link #ensure} leaves free for the marks around a term. */
    private static final int ROOM = 16;

    private static final int MIN_BYTES = 1 << 16;
    /** A larger array is not kept. */
    private static final int MAX_BYTES = 1 << 22;
    /** What a thread's encoders use one after the other, so that it stays in the processor's own memory. */
    private static final ThreadLocal<byte[]> OF_THREAD = ThreadLocal.withInitial(() -> new byte[MIN_BYTES]);

    private final TripleBatch triples;
    private final byte[] utf8;
    /** By a term's number: where it begins in the bytes, and behind the blank after it, zero where it is not in them. */
    private final int[] starts;

    private final int[] ends;

    /** Each term with a blank and the end of a line: a subject and a property are copied without the latter. */
    private byte[] bytes = OF_THREAD.get();

    private int length;
    private final byte[] ofEnd;

    private NTriplesEncoder(TripleBatch triples, @Nullable Node graph) {
        this.triples = triples;
        this.utf8 = triples.utf8();
        this.starts = new int[triples.terms()];
        this.ends = new int[triples.terms()];
        if (graph != null) {
            iri(graph.getURI().getBytes(StandardCharsets.UTF_8));
            mark(' ');
        }
        mark('.');
        mark('\n');
        this.ofEnd = Arrays.copyOf(bytes, length);
    }

    /**
     * The lines of a batch.
     *
     * @param graph the graph of quads, or null for triples
     * @throws ArithmeticException when there are more bytes than an array can have
     */
    static byte[] lines(TripleBatch triples, @Nullable Node graph) {
        return new NTriplesEncoder(triples, graph).lines();
    }

    /** For those who ask for terms one by one. */
    static NTriplesEncoder ofTerms(TripleBatch triples) {
        return new NTriplesEncoder(triples, null);
    }

    /** One term. */
    byte[] term(int number) {
        size(number, false);
        return Arrays.copyOfRange(bytes, starts[number], ends[number] - 1);
    }

    /** First the terms, so that the array of the lines gets the right length and each byte of it is written once. */
    private byte[] lines() {
        long size = 0;
        for (int i = 0; i < triples.size(); i++) {
            size += size(triples.subject(i), true) + size(triples.property(i), true) + size(triples.object(i), false);
        }
        byte[] lines = new byte[Math.toIntExact(size + (long) triples.size() * ofEnd.length)];
        int at = 0;
        for (int i = 0; i < triples.size(); i++) {
            at = copied(triples.subject(i), 0, lines, at);
            at = copied(triples.property(i), 0, lines, at);
            at = copied(triples.object(i), ofEnd.length, lines, at);
        }
        if (bytes.length <= MAX_BYTES) {
            OF_THREAD.set(bytes);
        }
        return lines;
    }

    private int size(int number, boolean mustBeIri) {
        if (ends[number] == 0) {
            starts[number] = length;
            if (triples.isIri(number)) {
                surrounded('<', utf8, triples.start(number), triples.end(number), ESCAPED_IN_IRI, '>');
            } else {
                literal(number);
            }
            mark(' ');
            ends[number] = length;
            ensure(ofEnd.length);
            System.arraycopy(ofEnd, 0, bytes, length, ofEnd.length);
            length += ofEnd.length;
        }
        if (mustBeIri && !triples.isIri(number)) {
            throw new IllegalArgumentException("not an IRI: " + triples.term(number));
        }
        return ends[number] - starts[number];
    }

    private int copied(int number, int more, byte[] lines, int at) {
        int size = ends[number] - starts[number] + more;
        System.arraycopy(bytes, starts[number], lines, at, size);
        return at + size;
    }

    private void literal(int number) {
        Node node = triples.isText(number) ? null : triples.term(number);
        if (node != null && !node.isLiteral()) {
            throw new IllegalArgumentException("neither an IRI nor a literal: " + node);
        }
        surrounded('"', utf8, triples.start(number), triples.end(number), ESCAPED_IN_TEXT, '"');
        if (node == null) {
            return;
        }
        String language = node.getLiteralLanguage();
        if (!language.isEmpty()) {
            text("@" + language);
        } else {
            mark('^');
            mark('^');
            iri(node.getLiteralDatatypeURI().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void iri(byte[] iri) {
        surrounded('<', iri, 0, iri.length, ESCAPED_IN_IRI, '>');
    }

    private void surrounded(char before, byte[] text, int start, int end, byte[] isEscaped, char after) {
        ensure(end - start);
        mark(before);
        int found = 0;
        for (int i = start; i < end; i++) { // Without a branch, since nearly never is there one.
            found |= isEscaped[text[i] & 0xFF];
        }
        if (found == 0) {
            copy(text, start, end);
        } else {
            escaped(text, start, end, isEscaped);
        }
        mark(after);
    }

    private void escaped(byte[] text, int start, int end, byte[] isEscaped) {
        ensure(Math.multiplyExact(end - start, MAX_ESCAPE));
        int copied = start;
        for (int i = start; i < end; i++) {
            if (isEscaped[text[i] & 0xFF] != 0) {
                copy(text, copied, i);
                escape((char) text[i], isEscaped == ESCAPED_IN_IRI);
                copied = i + 1;
            }
        }
        copy(text, copied, end);
    }

    private void copy(byte[] from, int start, int end) {
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    private void escape(char c, boolean isInIri) {
        int at = isInIri ? -1 : NAMED.indexOf(c);
        text(
                at >= 0
                        ? "\\" + NAMES.charAt(at)
                        : "\\u" + HexFormat.of().withUpperCase().toHexDigits(c));
    }

    /** One of the few marks that follow what was ensured. */
    private void mark(char c) {
        bytes[length++] = (byte) c;
    }

    private void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    private void ensure(int more) {
        if (length + more + ROOM > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more + ROOM));
        }
    }
}
