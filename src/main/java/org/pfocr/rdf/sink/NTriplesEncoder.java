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
    private static final boolean[] ESCAPED_IN_TEXT = new boolean[0x80];
    private static final boolean[] ESCAPED_IN_IRI = new boolean[0x80];
    /** Bytes that one byte becomes at most, as in \\u007F. */
    private static final int MAX_ESCAPE = 6;

    static {
        NAMED.chars().forEach(c -> ESCAPED_IN_TEXT[c] = true);
        "<>\"{}|^`\\".chars().forEach(c -> ESCAPED_IN_IRI[c] = true);
        Arrays.fill(ESCAPED_IN_IRI, 0, ' ' + 1, true);
        ESCAPED_IN_IRI[0x7F] = true;
    }

    /** Bytes that {@link #ensure} leaves free for the marks around a term. */
    private static final int ROOM = 16;

    private static final int MIN_BYTES = 1 << 16;
    /** A larger array is not kept. */
    private static final int MAX_BYTES = 1 << 22;
    /** What a thread's encoders use one after the other, so that it stays in the processor's own memory. */
    private static final ThreadLocal<byte[]> OF_THREAD = ThreadLocal.withInitial(() -> new byte[MIN_BYTES]);

    private final TripleBatch triples;
    /** By a term's number: where it begins in the bytes, and behind what follows it there, zero where it is not in them. */
    private final int[] starts;

    private final int[] ends;

    /** Each term with the blank that follows it in a line. */
    private byte[] bytes = OF_THREAD.get();

    private int length;

    private NTriplesEncoder(TripleBatch triples) {
        this.triples = triples;
        this.starts = new int[triples.terms()];
        this.ends = new int[triples.terms()];
    }

    /**
     * The lines of a batch.
     *
     * @param graph the graph of quads, or null for triples
     * @throws ArithmeticException when there are more bytes than an array can have
     */
    static byte[] lines(TripleBatch triples, @Nullable Node graph) {
        return new NTriplesEncoder(triples).lines(graph);
    }

    /** First the terms, so that the array of the lines gets the right length and each byte of it is written once. */
    private byte[] lines(@Nullable Node graph) {
        if (graph != null) {
            iri(graph.getURI());
            mark(' ');
        }
        mark('.');
        mark('\n');
        int ofEnd = length;
        long size = 0;
        for (int i = 0; i < triples.size(); i++) {
            size += size(triples.subject(i), true) + size(triples.property(i), true) + size(triples.object(i), false);
        }
        byte[] lines = new byte[Math.toIntExact(size + (long) triples.size() * ofEnd)];
        int at = 0;
        for (int i = 0; i < triples.size(); i++) {
            at = copied(triples.subject(i), lines, at);
            at = copied(triples.property(i), lines, at);
            at = copied(triples.object(i), lines, at);
            System.arraycopy(bytes, 0, lines, at, ofEnd);
            at += ofEnd;
        }
        if (bytes.length <= MAX_BYTES) {
            OF_THREAD.set(bytes);
        }
        return lines;
    }

    private int size(int number, boolean mustBeIri) {
        if (ends[number] == 0) {
            starts[number] = length;
            ensure(0);
            if (triples.isIri(number)) {
                iri(triples.text(number));
            } else if (triples.isText(number)) {
                quoted(triples.text(number));
            } else {
                other(triples.term(number));
            }
            mark(' ');
            ends[number] = length;
        }
        if (mustBeIri && !triples.isIri(number)) {
            throw new IllegalArgumentException("not an IRI: " + triples.term(number));
        }
        return ends[number] - starts[number];
    }

    private int copied(int number, byte[] lines, int at) {
        int size = ends[number] - starts[number];
        System.arraycopy(bytes, starts[number], lines, at, size);
        return at + size;
    }

    private void iri(String iri) {
        mark('<');
        escaped(iri, ESCAPED_IN_IRI);
        mark('>');
    }

    private void quoted(String text) {
        mark('"');
        escaped(text, ESCAPED_IN_TEXT);
        mark('"');
    }

    private void other(Node node) {
        if (!node.isLiteral()) {
            throw new IllegalArgumentException("neither an IRI nor a literal: " + node);
        }
        quoted(node.getLiteralLexicalForm());
        String language = node.getLiteralLanguage();
        if (!language.isEmpty()) {
            text("@" + language);
        } else {
            mark('^');
            mark('^');
            iri(node.getLiteralDatatypeURI());
        }
    }

    private void escaped(String text, boolean[] isEscaped) {
        int end = text.length();
        ensure(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || isEscaped[c]) {
                mixed(text, isEscaped);
                return;
            }
            bytes[length + i] = (byte) c;
        }
        length += end;
    }

    /** Bytes beyond ASCII are never escaped, so that runs of bytes can be copied whole. */
    private void mixed(String text, boolean[] isEscaped) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ensure(utf8.length * MAX_ESCAPE);
        int start = 0;
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] >= 0 && isEscaped[utf8[i]]) {
                copy(utf8, start, i);
                escape((char) utf8[i], isEscaped == ESCAPED_IN_IRI);
                start = i + 1;
            }
        }
        copy(utf8, start, utf8.length);
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
