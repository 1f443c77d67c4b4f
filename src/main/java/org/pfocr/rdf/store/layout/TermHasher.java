package org.pfocr.rdf.store.layout;

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
public final class TermHasher {
    private static final byte[] OF_IRI = "|||uri".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OF_STRING = "|||literal".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH_BYTES = 16;

    private final MessageDigest md5;
    private final byte[] hash = new byte[HASH_BYTES];
    private final ByteBuffer longs = ByteBuffer.wrap(hash);

    public TermHasher() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java platform has it.
        }
    }

    /** Computes the hash of a term; the two halves can then be asked for. */
    public void hash(Node node) {
        if (node.isURI()) {
            hash(node.getURI(), true);
        } else if (node.isLiteral() && NodeUtils.isSimpleString(node)) {
            hash(node.getLiteralLexicalForm(), false);
        } else {
            System.arraycopy(NodeLib.hash(node).getBytes(), 0, hash, 0, HASH_BYTES);
        }
    }

    private void hash(String text, boolean isIri) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        hash(utf8, 0, utf8.length, isIri);
    }

    /** Like {@link #hash(Node)}, for an IRI or a plain string by its UTF-8. */
    public void hash(byte[] utf8, int start, int end, boolean isIri) {
        md5.update(utf8, start, end - start);
        md5.update(isIri ? OF_IRI : OF_STRING);
        try {
            md5.digest(hash, 0, HASH_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException(e); // The array has the digest's length.
        }
    }

    public long high() {
        return longs.getLong(0);
    }

    public long low() {
        return longs.getLong(Long.BYTES);
    }
}
