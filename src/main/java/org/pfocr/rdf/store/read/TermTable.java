package org.pfocr.rdf.store.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.jena.atlas.lib.Pair;
import org.apache.jena.graph.Node;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.NodeIdFactory;
import org.apache.jena.tdb2.store.nodetable.NodeTable;
import org.apache.jena.tdb2.store.nodetable.NodeTableOps;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.layout.TermBytes;
import org.pfocr.rdf.store.layout.TermHasher;

/**
 * TDB2's node table of a store that nobody changes any more. TDB2's own reads a term byte by byte with calls of the
 * operating system, one thread at a time; this one looks into the file's pages in memory. Thread-safe.
 */
public final class TermTable implements NodeTable {
    /** Terms are laid out over parts of this size; a term may lie in two. */
    private static final int PART_BITS = 30;

    /** Terms that are kept as objects, for each of which another may take the place. */
    private static final int KEPT = 1 << 17;

    private static final ThreadLocal<TermHasher> HASHER = ThreadLocal.withInitial(TermHasher::new);

    private final TreeReader index;
    private final ByteBuffer[] data;
    private final Kept[] kept = new Kept[KEPT];

    /** Immutable, so that a thread sees either all of it or nothing. */
    private record Kept(long id, Node term) {}

    /** @param name TDB2's name of the table */
    TermTable(Path folder, String name) throws IOException {
        this.index = new TreeReader(folder, name, 2, 1);
        this.data = TreeReader.mapped(folder.resolve(name + "-data.obj"));
    }

    @Override
    public @Nullable Node getNodeForNodeId(NodeId id) {
        if (id.isPtr()) {
            return term(id.getPtrLocation());
        }
        return NodeId.isDoesNotExist(id) || NodeId.isAny(id) ? null : NodeId.extract(id);
    }

    /** The term of a node id as it stands in an index. */
    public Node term(long id) {
        if (id < 0) {
            return NodeId.extract(nodeId(id));
        }
        int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> (64 - 17));
        Kept found = kept[slot];
        if (found == null || found.id != id) {
            found = new Kept(id, read(id));
            kept[slot] = found;
        }
        return found.term;
    }

    /** What a term is. */
    public enum Kind {
        IRI,
        BLANK,
        LITERAL,
        OTHER;

        /** The kind of a term. */
        public static Kind of(Node term) {
            return term.isURI() ? IRI : term.isBlank() ? BLANK : term.isLiteral() ? LITERAL : OTHER;
        }
    }

    /** What the term of a node id is, without making it. */
    public Kind kind(long id) {
        if (id < 0) {
            return Kind.LITERAL;
        }
        return switch (TermBytes.field(data[(int) (id >>> PART_BITS)], (int) (id & ((1L << PART_BITS) - 1)))) {
            case 1 -> Kind.IRI;
            case 2 -> Kind.BLANK;
            case 3 -> Kind.LITERAL;
            default -> Kind.of(term(id));
        };
    }

    /** Whether the term of a node id is an IRI, without making it. */
    public boolean isIri(long id) {
        return kind(id) == Kind.IRI;
    }

    /** The UTF-8 of a plain string; null where the term is another, or lies in two parts. */
    public byte @Nullable [] plainText(long id) {
        if (id < 0) {
            return null;
        }
        ByteBuffer part = data[(int) (id >>> PART_BITS)];
        int at = (int) (id & ((1L << PART_BITS) - 1));
        try {
            return TermBytes.plainText(part, at);
        } catch (IndexOutOfBoundsException e) {
            return null;
        }
    }

    private Node read(long id) {
        ByteBuffer part = data[(int) (id >>> PART_BITS)];
        int at = (int) (id & ((1L << PART_BITS) - 1));
        try {
            return TermBytes.read(part, at);
        } catch (IndexOutOfBoundsException e) {
            if (id >>> PART_BITS == data.length - 1) {
                throw e;
            }
            // The term goes on in the next part.
            ByteBuffer next = data[(int) (id >>> PART_BITS) + 1];
            int rest = part.limit() - at;
            ByteBuffer both = ByteBuffer.allocate(2 * rest + (1 << 20));
            while (true) {
                both.clear();
                both.put(part.duplicate().position(at));
                int more = Math.min(both.remaining(), next.limit());
                both.put(next.duplicate().limit(more));
                try {
                    return TermBytes.read(both, 0);
                } catch (IndexOutOfBoundsException longer) {
                    if (more == next.limit()) {
                        throw longer;
                    }
                    both = ByteBuffer.allocate(4 * both.capacity());
                }
            }
        }
    }

    static NodeId nodeId(long id) {
        return id >= 0
                ? NodeIdFactory.createPtr(id)
                : NodeIdFactory.get(ByteBuffer.allocate(Long.BYTES).putLong(0, id), 0);
    }

    /** The node id of a term as it stands in an index; null where no quad has the term. */
    @Nullable
    public Long id(Node term) {
        NodeId id = getNodeIdForNode(term);
        return NodeId.isDoesNotExist(id) ? null : raw(id);
    }

    public static long raw(NodeId id) {
        if (id.isPtr()) {
            return id.getPtrLocation();
        }
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
        NodeIdFactory.set(id, bytes, 0);
        return bytes.getLong(0);
    }

    @Override
    public NodeId getNodeIdForNode(Node node) {
        if (node.equals(Node.ANY)) {
            return NodeId.NodeIdAny;
        }
        NodeId value = NodeId.inline(node);
        if (value != null) {
            return value;
        }
        TermHasher hasher = HASHER.get();
        hasher.hash(node);
        TreeReader.Cursor found = index.range(new long[] {hasher.high(), hasher.low()}, 2);
        return found.next() ? NodeIdFactory.createPtr(found.get(2)) : NodeId.NodeDoesNotExist;
    }

    @Override
    public NodeId getAllocateNodeId(Node node) {
        throw new UnsupportedOperationException("the store is read-only");
    }

    @Override
    public boolean containsNode(Node node) {
        return !NodeId.isDoesNotExist(getNodeIdForNode(node));
    }

    @Override
    public boolean containsNodeId(NodeId id) {
        return getNodeForNodeId(id) != null;
    }

    @Override
    public List<NodeId> bulkNodeToNodeId(List<Node> nodes, boolean withAllocation) {
        return NodeTableOps.bulkNodeToNodeIdImpl(this, nodes, withAllocation);
    }

    @Override
    public List<Node> bulkNodeIdToNode(List<NodeId> ids) {
        return NodeTableOps.bulkNodeIdToNodeImpl(this, ids);
    }

    @Override
    public Iterator<Pair<NodeId, Node>> all() {
        List<Pair<NodeId, Node>> all = new ArrayList<>();
        for (TreeReader.Cursor cursor = index.all(); cursor.next(); ) {
            all.add(Pair.create(NodeIdFactory.createPtr(cursor.get(2)), term(cursor.get(2))));
        }
        return all.iterator();
    }

    @Override
    public boolean isEmpty() {
        return index.isEmpty();
    }

    @Override
    public @Nullable NodeTable wrapped() {
        return null;
    }

    @Override
    public void sync() {
        // Nothing is ever written.
    }

    @Override
    public void close() {
        // Mapped files are given back with the objects.
    }
}
