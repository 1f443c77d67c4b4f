package org.pfocr.rdf.sink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.jspecify.annotations.Nullable;

/**
 * Encodes triples as N-Triples or N-Quads (RDF 1.1 N-Triples, section 7) straight into bytes. Jena's own writer goes
 * through characters one by one, which took two fifths of a conversion; bench/convert.md. Not thread-safe.
 */
final class NTriplesEncoder {
    private static final String XSD_STRING = XSDDatatype.XSDstring.getURI();

    private byte[] bytes;
    private int length;

    NTriplesEncoder(int triples) {
        this.bytes = new byte[Math.max(256, triples * 200)];
    }

    /**
     * Appends a line.
     *
     * @param graph the graph of a quad, or null for a triple
     */
    void line(Triple triple, @Nullable Node graph) {
        node(triple.getSubject());
        ascii(' ');
        node(triple.getPredicate());
        ascii(' ');
        node(triple.getObject());
        if (graph != null) {
            ascii(' ');
            node(graph);
        }
        ascii(' ');
        ascii('.');
        ascii('\n');
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void node(Node node) {
        if (node.isURI()) {
            iri(node.getURI());
        } else if (node.isLiteral()) {
            literal(node);
        } else {
            throw new IllegalArgumentException("neither an IRI nor a literal: " + node);
        }
    }

    private void iri(String iri) {
        ascii('<');
        ensure(iri.length() * 10);
        for (int i = 0; i < iri.length(); i++) {
            char c = iri.charAt(i);
            if (c > 0x20 && c < 0x7F && c != '<' && c != '>' && c != '"' && c != '{' && c != '}' && c != '|' && c != '^'
                    && c != '`' && c != '\\') {
                bytes[length++] = (byte) c;
            } else if (c <= 0x7F) {
                text("\\u" + HexFormat.of().withUpperCase().toHexDigits(c));
            } else {
                int point = iri.codePointAt(i);
                text(Character.toString(point));
                i += Character.charCount(point) - 1;
            }
        }
        ascii('>');
    }

    private void literal(Node node) {
        ascii('"');
        String text = node.getLiteralLexicalForm();
        ensure(text.length() * 3 + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                int start = i; // A run of characters beyond ASCII needs no escapes.
                while (i < text.length() && text.charAt(i) >= 0x80) {
                    i++;
                }
                text(text.substring(start, i));
                i--;
                continue;
            }
            ensure(2);
            switch (c) {
                case '"' -> escape('"');
                case '\\' -> escape('\\');
                case '\n' -> escape('n');
                case '\r' -> escape('r');
                case '\t' -> escape('t');
                case '\f' -> escape('f');
                case '\b' -> escape('b');
                default -> bytes[length++] = (byte) c;
            }
        }
        ascii('"');
        String language = node.getLiteralLanguage();
        if (!language.isEmpty()) {
            text("@" + language);
        } else if (!XSD_STRING.equals(node.getLiteralDatatypeURI())) {
            text("^^");
            iri(node.getLiteralDatatypeURI());
        }
    }

    private void escape(char c) {
        ascii('\\');
        ascii(c);
    }

    private void ascii(char c) {
        ensure(1);
        bytes[length++] = (byte) c;
    }

    private void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
