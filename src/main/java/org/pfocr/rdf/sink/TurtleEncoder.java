package org.pfocr.rdf.sink;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Prefixes;
import org.pfocr.rdf.vocab.Terms;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * Encodes triples as Turtle (RDF 1.1 Turtle, section 6.5) straight into bytes, with the prefixes of {@link Prefixes}. Jena's
 * writer has one state for the whole output, so that only one thread could write. {@link #block} is thread-safe.
 */
final class TurtleEncoder {
    private static final int FIRST_BYTES = 1 << 15;
    private static final byte[] TYPE = ascii("a");
    private static final byte[] NEXT_PROPERTY = ascii(" ;\n    ");
    private static final byte[] FIRST_PROPERTY = ascii("\n    ");
    private static final byte[] NEXT_OBJECT = ascii(" , ");
    private static final byte[] END = ascii(" .\n");

    private static final byte[][] NAMESPACES =
            Prefixes.ALL.values().stream().map(TurtleEncoder::ascii).toArray(byte[][]::new);
    private static final byte[][] NAMES =
            Prefixes.ALL.keySet().stream().map(name -> ascii(name + ":")).toArray(byte[][]::new);

    private final TripleBatch triples;
    private final NTriplesEncoder others;
    private final byte[] utf8;
    /** By term, its name with a prefix; null where it has none or was not asked for. */
    private final byte[] @Nullable [] names;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    private TurtleEncoder(TripleBatch triples) {
        this.triples = triples;
        this.others = NTriplesEncoder.ofTerms(triples);
        this.utf8 = triples.utf8();
        this.names = new byte[triples.terms()][];
    }

    /** What stands before all blocks. */
    static String prologue() {
        StringBuilder prologue = new StringBuilder();
        for (Map.Entry<String, String> prefix : Prefixes.ALL.entrySet()) {
            prologue.append("@prefix ")
                    .append(prefix.getKey())
                    .append(": <")
                    .append(prefix.getValue())
                    .append("> .\n");
        }
        return prologue.append('\n').toString();
    }

    /** The triples as statements, each about a subject. */
    static byte[] block(TripleBatch triples) {
        TurtleEncoder encoder = new TurtleEncoder(triples);
        encoder.encode();
        return Arrays.copyOf(encoder.bytes, encoder.length);
    }

    /** The same as a block of TriG (RDF 1.1 TriG, section 4.5). */
    static byte[] block(TripleBatch triples, Node graph) {
        if (triples.size() == 0) {
            return new byte[0];
        }
        TurtleEncoder encoder = new TurtleEncoder(triples);
        encoder.put(('<' + graph.getURI() + "> {\n").getBytes(StandardCharsets.UTF_8));
        encoder.encode();
        encoder.put(ascii("}\n"));
        return Arrays.copyOf(encoder.bytes, encoder.length);
    }

    private void encode() {
        int type = triples.size() == 0 ? -1 : number(Terms.RDF_TYPE.getURI());
        for (int i = 0; i < triples.size(); i++) {
            int subject = triples.subject(i);
            int property = triples.property(i);
            if (i == 0 || subject != triples.subject(i - 1)) {
                if (i > 0) {
                    put(END);
                }
                term(subject);
                put(FIRST_PROPERTY);
                property(property, type);
            } else if (property != triples.property(i - 1)) {
                put(NEXT_PROPERTY);
                property(property, type);
            } else {
                put(NEXT_OBJECT);
            }
            term(triples.object(i));
        }
        if (triples.size() > 0) {
            put(END);
        }
    }

    /** The number of an IRI among the properties; -1 where it is none. */
    private int number(String iri) {
        byte[] encoded = ascii(iri);
        for (int i = 0; i < triples.size(); i++) {
            int property = triples.property(i);
            if (triples.end(property) - triples.start(property) == encoded.length && triples.isIri(property, encoded)) {
                return property;
            }
        }
        return -1;
    }

    private void property(int number, int type) {
        if (number == type) {
            put(TYPE);
        } else {
            term(number);
        }
        put((byte) ' ');
    }

    private void term(int number) {
        byte[] name = names[number];
        if (name == null) {
            name = triples.isIri(number) ? name(triples.start(number), triples.end(number)) : null;
            if (name == null) {
                name = others.term(number);
            }
            names[number] = name;
        }
        put(name);
    }

    /** The IRI with a prefix; null where none fits, or its end would need escapes other than that of {@code #}. */
    private byte @Nullable [] name(int start, int end) {
        for (int at = end - 1; at > start; at--) {
            if (utf8[at] == '/' || utf8[at] == '#') {
                for (int i = 0; i < NAMESPACES.length; i++) {
                    if (NAMESPACES[i].length == at + 1 - start
                            && Arrays.equals(NAMESPACES[i], 0, NAMESPACES[i].length, utf8, start, at + 1)) {
                        return local(NAMES[i], at + 1, end);
                    }
                }
                if (utf8[at] == '/') {
                    return null;
                }
            }
        }
        return null;
    }

    private byte @Nullable [] local(byte[] name, int start, int end) {
        int escapes = 0;
        for (int i = start; i < end; i++) {
            byte c = utf8[i];
            boolean isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
            if (c == '#') {
                escapes++;
            } else if (!isPlain && (i == start || (c != '-' && (c != '.' || i == end - 1)))) {
                return null;
            }
        }
        if (start == end) {
            return null;
        }
        byte[] whole = Arrays.copyOf(name, name.length + end - start + escapes);
        int at = name.length;
        for (int i = start; i < end; i++) {
            if (utf8[i] == '#') {
                whole[at++] = '\\';
            }
            whole[at++] = utf8[i];
        }
        return whole;
    }

    private void put(byte b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = b;
    }

    private void put(byte[] some) {
        if (length + some.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * length, Math.addExact(length, some.length)));
        }
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
