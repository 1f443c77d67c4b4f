package org.pfocr.rdf.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.util.NodeUtils;
import org.apache.jena.tdb2.lib.NodeLib;

/**
 * The hash by which TDB2's node table finds a term (org.apache.jena.tdb2.lib.NodeLib): MD5 of the term's parts. Jena's own
 * code joins the parts to a string first and takes the digest from a pool with a lock. Not thread-safe.
 */
final class TermHasher {
    private static final byte[] OF_IRI = "|||uri".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OF_STRING = "|||literal".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 16;

    private final MessageDigest md5;
    private final byte[] hash = new byte[HASH_BYTES];
    private final ByteBuffer longs = ByteBuffer.wrap(hash);
    private byte[] bytes = new byte[256];

    TermHasher() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java platform has it.
        }
    }

    /** Computes the hash of a term; the two halves can then be asked for. */
    void hash(Node node) {
        boolean done = node.isURI()
                ? iri(node.getURI())
                : node.isLiteral() && NodeUtils.isSimpleString(node) && text(node.getLiteralLexicalForm());
        if (!done) {
            System.arraycopy(NodeLib.hash(node).getBytes(), 0, hash, 0, HASH_BYTES);
        }
    }

    /** Computes the hash of an IRI, and says so; false where only {@link #hash} can. */
    boolean iri(String iri) {
        return ascii(iri, OF_IRI);
    }

    /** Computes the hash of a plain string, and says so; false where only {@link #hash} can. */
    boolean text(String text) {
        return ascii(text, OF_STRING);
    }

    long high() {
        return longs.getLong(0);
    }

    long low() {
        return longs.getLong(Long.BYTES);
    }

    /** Hashes text of ASCII characters; says whether it is such text. */
    private boolean ascii(String text, byte[] end) {
        int length = text.length();
        if (bytes.length < length + end.length) {
            bytes = new byte[2 * (length + end.length)];
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return false;
            }
            bytes[i] = (byte) c;
        }
        System.arraycopy(end, 0, bytes, length, end.length);
        md5.update(bytes, 0, length + end.length);
        try {
            md5.digest(hash, 0, HASH_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException(e); // The array has the digest's length.
        }
        return true;
    }
}
