package org.pfocr.rdf.store.layout;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.thrift.ThriftConvert;
import org.apache.jena.riot.thrift.wire.RDF_Term;
import org.apache.jena.sparql.util.NodeUtils;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.transport.TEndpointTransport;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Iris;

/**
 * A term as TDB2's node table keeps it: an RDF_Term of RDF Thrift in the compact protocol (Apache Thrift, "Thrift Protocol
 * Structure: Compact"). The two kinds of term that nearly all are, IRIs and plain strings, are written and read here;
 * Jena's code does the rest.
 */
public final class TermBytes {
    /** RDF_Term, field 1: a struct RDF_IRI, field 1: a string. */
    private static final int IRI = 0x1C18;
    /** RDF_Term, field 3: a struct RDF_Literal, field 1: a string. */
    private static final int STRING = 0x3C18;

    private final TSerializer serializer;

    public TermBytes() {
        try {
            serializer = new TSerializer(new TCompactProtocol.Factory());
        } catch (TTransportException e) {
            throw new IllegalStateException(e); // Its transport is memory.
        }
    }

    /** The bytes of a term. Not thread-safe. */
    public byte[] write(Node node) {
        if (node.isURI()) {
            return write(IRI, node.getURI());
        }
        if (node.isLiteral() && NodeUtils.isSimpleString(node)) {
            return write(STRING, node.getLiteralLexicalForm());
        }
        RDF_Term term = new RDF_Term();
        // Not as a value, as TDB2 would: Jena 5.6.0 cuts integers off at 64 bits.
        ThriftConvert.toThrift(node, term, false);
        try {
            return serializer.serialize(term);
        } catch (TException e) {
            throw new IllegalStateException("cannot be stored: " + node, e);
        }
    }

    private static byte[] write(int fields, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int size = 1;
        for (int rest = utf8.length >>> 7; rest != 0; rest >>>= 7) {
            size++;
        }
        byte[] bytes = new byte[2 + size + utf8.length + 2]; // The ends of both structs are zeros.
        bytes[0] = (byte) (fields >> 8);
        bytes[1] = (byte) fields;
        int at = 2;
        int rest = utf8.length;
        while (rest >= 0x80) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        System.arraycopy(utf8, 0, bytes, at, utf8.length);
        return bytes;
    }

    /** The field of RDF_Term that a term's bytes begin with: 1 for an IRI, 2 for a blank node, 3 for a literal. */
    public static int field(ByteBuffer buffer, int start) {
        return (buffer.get(start) & 0xFF) >>> 4;
    }

    private static int fields(ByteBuffer buffer, int start) {
        return (buffer.get(start) & 0xFF) << 8 | (buffer.get(start + 1) & 0xFF);
    }

    /** The term whose bytes begin at a place of the buffer. Thread-safe. */
    public static Node read(ByteBuffer buffer, int start) {
        int fields = fields(buffer, start);
        byte[] utf8 = utf8(buffer, start, fields);
        if (utf8 != null) {
            String text = new String(utf8, StandardCharsets.UTF_8);
            return fields == IRI ? Iris.external(text) : NodeFactory.createLiteralString(text);
        }
        RDF_Term term = new RDF_Term();
        try {
            term.read(new TCompactProtocol(new BufferTransport(buffer, start)));
        } catch (TException e) {
            throw new IllegalStateException("the node table is damaged; load the store again", e);
        }
        return ThriftConvert.convert(term);
    }

    /** The UTF-8 of a plain string whose bytes begin at a place of the buffer; null where the term is another. */
    public static byte @Nullable [] plainText(ByteBuffer buffer, int start) {
        int fields = fields(buffer, start);
        return fields == STRING ? utf8(buffer, start, fields) : null;
    }

    /** The text of an IRI or a plain string; null where the term is another. */
    private static byte @Nullable [] utf8(ByteBuffer buffer, int start, int fields) {
        if (fields != IRI && fields != STRING) {
            return null;
        }
        int at = start + 2;
        int length = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = buffer.get(at++);
            length |= (part & 0x7F) << shift;
            if (part >= 0) {
                break;
            }
        }
        if (fields == STRING && buffer.get(at + length) != 0) {
            return null; // It has a language or a datatype.
        }
        byte[] utf8 = new byte[length];
        buffer.get(at, utf8);
        return utf8;
    }

    /** Thrift's way to read from a buffer without moving the buffer's own position. */
    private static final class BufferTransport extends TEndpointTransport {
        private final ByteBuffer buffer;
        private int at;

        BufferTransport(ByteBuffer buffer, int start) throws TTransportException {
            super(new TConfiguration());
            this.buffer = buffer;
            this.at = start;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            buffer.get(at, into, offset, length);
            at += length;
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void open() {
            // Always open.
        }

        @Override
        public void close() {
            // Nothing is held.
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws TTransportException {
            throw new TTransportException("read only");
        }
    }
}
