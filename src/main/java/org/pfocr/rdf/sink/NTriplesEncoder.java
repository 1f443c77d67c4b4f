package org.pfocr.rdf.sink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;

/**
 * Encodes triples as N-Triples or N-Quads (RDF 1.1 N-Triples, section 7) straight into bytes. Jena's own writer goes
 * through characters one by one, which took two fifths of a conversion; bench/convert.md. Not thread-safe; a thread uses
 * one at a time, since all of a thread share their array.
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

    /** IRIs of which is known where they stand in the lines: nearly every IRI was written a moment ago. */
    private static final int RECENT = 1 << 9;

    /** Bytes that {@link #ensure} leaves free for the marks between terms. */
    private static final int ROOM = 16;

    /** What a thread's encoders use one after the other, so that it stays in the processor's own memory. */
    private static final class Scratch {
        private final @Nullable Node[] recent = new Node[RECENT];
        private final int[] starts = new int[RECENT];
        private final int[] lengths = new int[RECENT];
        /** The encoder, by its number, that an entry is of. */
        private final int[] encoders = new int[RECENT];

        private int encoder;
        private byte[] bytes = new byte[MIN_BYTES];
    }

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);
    private static final int MIN_BYTES = 1 << 16;
    /** A larger array is not kept. */
    private static final int MAX_BYTES = 1 << 22;

    private final Scratch scratch = OF_THREAD.get();
    private final int number = ++scratch.encoder;
    private byte[] bytes = scratch.bytes;
    private int length;

    /** Where the last line's subject stands. */
    private @Nullable Node lastSubject;

    private int subjectStart;
    private int subjectLength;

    /**
     * Appends a line.
     *
     * @param graph the graph of a quad, or null for a triple
     */
    void line(Triple triple, @Nullable Node graph) {
        subject(triple.getSubject());
        mark(' ');
        node(triple.getPredicate());
        mark(' ');
        node(triple.getObject());
        if (graph != null) {
            mark(' ');
            node(graph);
        }
        mark(' ');
        mark('.');
        mark('\n');
    }

    /** All lines; nothing can be appended any more. */
    byte[] lines() {
        if (bytes.length <= MAX_BYTES) {
            scratch.bytes = bytes;
        }
        return Arrays.copyOf(bytes, length);
    }

    /** A subject has several lines, one after the other, and then mostly none any more. */
    private void subject(Node subject) {
        int start = length;
        if (subject.equals(lastSubject)) {
            ensure(subjectLength);
            copy(bytes, subjectStart, subjectStart + subjectLength);
        } else {
            if (!subject.isURI()) {
                throw new IllegalArgumentException("not an IRI: " + subject);
            }
            ensure(2);
            iri(subject.getURI());
            lastSubject = subject;
            subjectLength = length - start;
        }
        subjectStart = start;
    }

    private void node(Node node) {
        if (node.isURI()) {
            recent(node);
        } else if (node.isLiteral()) {
            literal(node);
        } else {
            throw new IllegalArgumentException("neither an IRI nor a literal: " + node);
        }
    }

    private void recent(Node iri) {
        int slot = iri.hashCode() & (RECENT - 1);
        if (scratch.encoders[slot] == number && iri.equals(scratch.recent[slot])) {
            int start = scratch.starts[slot];
            int size = scratch.lengths[slot];
            ensure(size);
            copy(bytes, start, start + size);
            return;
        }
        int start = length;
        iri(iri.getURI());
        scratch.encoders[slot] = number;
        scratch.recent[slot] = iri;
        scratch.starts[slot] = start;
        scratch.lengths[slot] = length - start;
    }

    private void iri(String iri) {
        mark('<');
        escaped(iri, ESCAPED_IN_IRI);
        mark('>');
    }

    private void literal(Node node) {
        mark('"');
        escaped(node.getLiteralLexicalForm(), ESCAPED_IN_TEXT);
        mark('"');
        RDFDatatype datatype = node.getLiteralDatatype();
        if (datatype == XSDDatatype.XSDstring) {
            return; // Nearly all are.
        }
        String language = node.getLiteralLanguage();
        if (!language.isEmpty()) {
            text("@" + language);
        } else {
            text("^^");
            iri(datatype.getURI());
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
