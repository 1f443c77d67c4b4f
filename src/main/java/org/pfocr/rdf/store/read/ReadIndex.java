package org.pfocr.rdf.store.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.jena.atlas.lib.tuple.Tuple;
import org.apache.jena.atlas.lib.tuple.TupleFactory;
import org.apache.jena.atlas.lib.tuple.TupleMap;
import org.apache.jena.tdb2.store.NodeId;
import org.apache.jena.tdb2.store.tupletable.TupleIndexBase;
import org.jspecify.annotations.Nullable;

/** One of TDB2's indexes of a store that nobody changes any more. Thread-safe. */
public final class ReadIndex extends TupleIndexBase {
    private final TreeReader tree;
    /** For each long of a record, the place of its part in a tuple. */
    private final int[] parts;
    /** The parts in the order of tuples, such as GSPO. */
    private final String order;

    /** @param primary the parts in the order of tuples */
    ReadIndex(Path folder, String primary, String name) throws IOException {
        super(name.length(), TupleMap.create(primary, name), name);
        this.tree = new TreeReader(folder, name, name.length(), 0);
        this.order = primary;
        this.parts = name.chars().map(primary::indexOf).toArray();
    }

    public TreeReader tree() {
        return tree;
    }

    @Override
    protected Iterator<Tuple<NodeId>> performFind(Tuple<NodeId> pattern) {
        long[] prefix = new long[parts.length];
        int length = 0;
        while (length < parts.length && !undef(pattern.get(parts[length]))) {
            prefix[length] = TermTable.raw(pattern.get(parts[length]));
            length++;
        }
        long[] wanted = new long[parts.length];
        boolean[] isWanted = new boolean[parts.length];
        boolean filter = false;
        for (int i = length; i < parts.length; i++) {
            NodeId id = pattern.get(parts[i]);
            isWanted[i] = !undef(id);
            if (isWanted[i]) {
                wanted[i] = TermTable.raw(id);
                filter = true;
            }
        }
        return new Tuples(tree.range(prefix, length), pattern, filter ? isWanted : null, wanted);
    }

    /** The records of a range as tuples, in which what the pattern gives is the pattern's own object. */
    private final class Tuples implements Iterator<Tuple<NodeId>> {
        private final TreeReader.Cursor cursor;
        private final Tuple<NodeId> pattern;
        private final boolean @Nullable [] isWanted;
        private final long[] wanted;
        private final NodeId[] last = new NodeId[parts.length];
        private final long[] lastIds = new long[parts.length];
        private boolean isAtNext;
        private boolean isOver;

        Tuples(TreeReader.Cursor cursor, Tuple<NodeId> pattern, boolean @Nullable [] isWanted, long[] wanted) {
            this.cursor = cursor;
            this.pattern = pattern;
            this.isWanted = isWanted;
            this.wanted = wanted;
        }

        @Override
        public boolean hasNext() {
            while (!isAtNext && !isOver) {
                if (!cursor.next()) {
                    isOver = true;
                } else if (isWanted == null || matches(isWanted)) {
                    isAtNext = true;
                }
            }
            return isAtNext;
        }

        private boolean matches(boolean[] given) {
            for (int i = 0; i < given.length; i++) {
                if (given[i] && cursor.get(i) != wanted[i]) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Tuple<NodeId> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            isAtNext = false;
            for (int i = 0; i < parts.length; i++) {
                int part = parts[i];
                if (!undef(pattern.get(part))) {
                    last[part] = pattern.get(part);
                    continue;
                }
                long id = cursor.get(i);
                if (last[part] == null
                        || lastIds[part] != id) { // Neighbours in an index often share their first parts.
                    lastIds[part] = id;
                    last[part] = TermTable.nodeId(id);
                }
            }
            return last.length == 4
                    ? TupleFactory.create4(last[0], last[1], last[2], last[3])
                    : TupleFactory.create3(last[0], last[1], last[2]);
        }
    }

    @Override
    public Iterator<Tuple<NodeId>> all() {
        NodeId[] any = new NodeId[parts.length];
        Arrays.fill(any, NodeId.NodeIdAny);
        return performFind(TupleFactory.asTuple(any));
    }

    @Override
    public long size() {
        return tree.size();
    }

    @Override
    public boolean isEmpty() {
        return tree.isEmpty();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("the store is read-only");
    }

    @Override
    protected void performAdd(Tuple<NodeId> tuple) {
        throw readOnly();
    }

    @Override
    protected void performDelete(Tuple<NodeId> tuple) {
        throw readOnly();
    }

    @Override
    public void addAll(Collection<Tuple<NodeId>> tuples) {
        throw readOnly();
    }

    @Override
    public void deleteAll(Collection<Tuple<NodeId>> tuples) {
        throw readOnly();
    }

    @Override
    public void clear() {
        throw readOnly();
    }

    @Override
    public void sync() {
        // Nothing is ever written.
    }

    @Override
    public void close() {
        // Mapped files are given back with the objects.
    }

    @Override
    public String toString() {
        return getName() + " of " + order;
    }
}
