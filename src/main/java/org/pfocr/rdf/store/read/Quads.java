package org.pfocr.rdf.store.read;

import java.util.List;
import java.util.Map;
import org.apache.jena.sparql.util.Symbol;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.layout.PropertyCounts;

/**
 * The quads of a finished generation at the level of node ids, for queries. Thread-safe.
 *
 * @param indexes the indexes, of which each kind of pattern has one that begins with what it binds
 * @param terms the terms behind the node ids
 * @param properties what is known of the properties, by node id
 */
public record Quads(List<Index> indexes, TermTable terms, Map<Long, PropertyCounts> properties) {
    /** Places of the parts of a quad in a pattern. */
    public static final int GRAPH = 0;

    public static final int SUBJECT = 1;
    public static final int PROPERTY = 2;
    public static final int OBJECT = 3;
    public static final int PARTS = 4;

    private static final Symbol SYMBOL = Symbol.create("https://pfocr.wikipathways.org/quads");

    /**
     * An index of quads.
     *
     * @param order which part of a quad each long of a record is
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    public record Index(TreeReader tree, int[] order) {
        /** Which long of a record a part of a quad is. */
        public int place(int part) {
            for (int i = 0; i < order.length; i++) {
                if (order[i] == part) {
                    return i;
                }
            }
            throw new IllegalArgumentException("no part of a quad: " + part);
        }

        /** Whether a triple that stands in several graphs stands in neighbouring records. */
        public boolean endsWithGraph() {
            return order[PARTS - 1] == GRAPH;
        }
    }

    static void attach(DatasetGraphTDB dataset, Quads quads) {
        dataset.getContext().set(SYMBOL, quads);
    }

    /** The quads of a data set; null where it is not a generation of ours. */
    public static @Nullable Quads of(DatasetGraphTDB dataset) {
        return dataset.getContext().get(SYMBOL);
    }

    /** The index whose records begin with two parts, such as subject and property. */
    public Index beginningWith(int first, int second) {
        for (Index index : indexes) {
            if (index.order[0] == first && index.order[1] == second) {
                return index;
            }
        }
        throw new IllegalArgumentException("no index begins with the parts " + first + " and " + second);
    }

    /** Whether a triple with this property, or with any where it is null, may stand in more than one graph. */
    public boolean hasRepeats(@Nullable Long property) {
        return property == null
                ? properties.values().stream().anyMatch(counts -> counts.repeats() > 0)
                : property(property).repeats() > 0;
    }

    /** What is known of a property; nothing where no triple has it. */
    public PropertyCounts property(long id) {
        PropertyCounts counts = properties.get(id);
        return counts == null ? PropertyCounts.NONE : counts;
    }
}
