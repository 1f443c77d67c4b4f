package org.pfocr.rdf.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.columns.Steps;
import org.pfocr.rdf.answer.rows.Count;
import org.pfocr.rdf.answer.rows.Groups;
import org.pfocr.rdf.store.read.Quads;
import org.pfocr.rdf.store.read.TreeReader;

/**
 * Groups of one triple pattern's matches that an index has in its order: then counts are differences of places in the index,
 * or different values follow one another, so that nothing but the groups is kept. Immutable.
 */
final class IndexCounts {
    private final List<Var> keys;
    private final List<Count> counts;
    private final Steps steps;

    /** @param pace is run between two steps of the work */
    IndexCounts(List<Var> keys, List<Count> counts, Runnable pace) {
        this.keys = keys;
        this.counts = counts;
        this.steps = new Steps(pace);
    }

    /**
     * Counts all triples, or those of each property, as they were counted when the store was loaded.
     *
     * @param graph a graph's name, or {@link Node#ANY} for the union of all graphs
     * @param groups to which is added
     * @return false where that cannot be done
     */
    boolean byProperties(Quads quads, Node graph, Triple triple, Groups groups) {
        List<Node> nodes = List.of(triple.getSubject(), triple.getPredicate(), triple.getObject());
        boolean isAll = graph.equals(Node.ANY)
                && nodes.stream().allMatch(Var::isVar)
                && Set.copyOf(nodes).size() == 3;
        boolean isByProperty = keys.size() == 1 && keys.get(0).equals(triple.getPredicate());
        boolean areCounted = counts.stream()
                .allMatch(count -> count.kind() == Count.Kind.ROWS
                        || (count.kind() == Count.Kind.VALUES && nodes.contains(count.of()))
                        || (count.kind() == Count.Kind.DISTINCT_VALUES && nodes.contains(count.of()) && isByProperty));
        if (!isAll || !areCounted || !(isByProperty || keys.isEmpty())) {
            return false;
        }
        quads.properties().forEach((property, of) -> {
            int group = groups.group(isByProperty ? new long[] {property} : new long[0]);
            for (int i = 0; i < counts.size(); i++) {
                Node variable = counts.get(i).of();
                boolean isOfDistinct = counts.get(i).kind() == Count.Kind.DISTINCT_VALUES;
                groups.add(
                        group,
                        i,
                        !isOfDistinct
                                ? of.quads() - of.repeats()
                                : nodes.get(0).equals(variable)
                                        ? of.subjects()
                                        : nodes.get(2).equals(variable) ? of.objects() : 1);
            }
        });
        return true;
    }

    /**
     * Counts by places in an index.
     *
     * @param groups to which is added
     * @return false where that cannot be done
     */
    boolean byPlaces(JoinPlan plan, Groups groups) {
        JoinPlan.Range range = plan.range();
        if (range == null || range.slots().length == 0) {
            return false;
        }
        int first = range.slots()[0];
        boolean isByFirst = keys.size() == 1 && plan.slot(keys.get(0)) == first;
        if (!isByFirst && !keys.isEmpty()) {
            return false;
        }
        boolean[] isOfFirst = new boolean[counts.size()];
        for (int i = 0; i < isOfFirst.length; i++) {
            Count count = counts.get(i);
            int slot = count.of() == null ? -1 : plan.slot(count.of());
            isOfFirst[i] = count.isOfDistinct() && slot == first;
            // Of two variables, each pair stands once; the values of the first are what is skipped over.
            boolean isOnly = isByFirst && range.slots().length == 2 && slot == last(range);
            boolean isCovered =
                    switch (count.kind()) {
                        case ROWS -> true;
                        case VALUES -> slot >= 0;
                        case DISTINCT_VALUES -> isOfFirst[i] || isOnly;
                        case TERMS -> isOfFirst[i];
                        case ANY_VALUE -> false;
                    };
            if (!isCovered) {
                return false;
            }
        }
        TreeReader tree = range.tree();
        if (!isByFirst && allFalse(isOfFirst)) {
            long rows = tree.count(range.prefix(), range.length());
            for (int i = 0; i < isOfFirst.length; i++) {
                groups.add(groups.group(new long[0]), i, rows);
            }
            return true;
        }
        tree.distinct(range.prefix(), range.length(), (prefix, rows) -> {
            steps.row();
            long value = prefix[range.length()];
            int group = groups.group(isByFirst ? new long[] {value} : new long[0]);
            for (int i = 0; i < isOfFirst.length; i++) {
                if (!isOfFirst[i]) {
                    groups.add(group, i, rows);
                } else if (counts.get(i).kind() == Count.Kind.DISTINCT_VALUES) {
                    groups.add(group, i, 1);
                } else {
                    groups.value(group, i, value, rows);
                }
            }
        });
        return true;
    }

    private static boolean allFalse(boolean[] values) {
        for (boolean value : values) {
            if (value) {
                return false;
            }
        }
        return true;
    }

    private static int last(JoinPlan.Range range) {
        return range.slots()[range.slots().length - 1];
    }

    /**
     * Counts different values with an index for each: one that begins with the pattern's terms, and goes on with the keys
     * and the values that are counted, in any order. Equal ones are neighbours then.
     *
     * @param graph a graph's name, or {@link Node#ANY} for the union of all graphs
     * @param groups to which is added
     * @return false where that cannot be done
     */
    boolean byRuns(Quads quads, Node graph, Triple triple, Groups groups) {
        Node[] nodes = {graph, triple.getSubject(), triple.getPredicate(), triple.getObject()};
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            Var of = counts.get(i).of();
            if (counts.get(i).kind() == Count.Kind.TERMS || counts.get(i).kind() == Count.Kind.ANY_VALUE) {
                return false;
            }
            if (counts.get(i).kind() == Count.Kind.DISTINCT_VALUES && of != null) {
                Set<Var> together = new HashSet<>(keys);
                together.add(of);
                Quads.Index index = index(quads, nodes, together);
                if (index == null) {
                    return false;
                }
                runs.add(new Run(index, i, together.size()));
            }
        }
        for (int i = 0; i < runs.size(); i++) {
            count(quads, nodes, runs.get(i), i == 0, groups);
        }
        return !runs.isEmpty();
    }

    /**
     * One walk over an index.
     *
     * @param count the place of the count whose values it tells apart
     * @param width how many longs behind the pattern's terms are keys and the value
     */
    private record Run(Quads.Index index, int count, int width) {}

    private static Quads.@Nullable Index index(Quads quads, Node[] nodes, Set<Var> together) {
        boolean isAnyGraph = nodes[Quads.GRAPH].equals(Node.ANY);
        for (Quads.Index index : quads.indexes()) {
            Set<Node> found = new HashSet<>();
            int fixed = 0;
            int variables = 0;
            boolean isInOrder = !isAnyGraph || index.endsWithGraph();
            for (int part : index.order()) {
                Node node = nodes[part];
                if (!Var.isVar(node)) {
                    isInOrder &= node.equals(Node.ANY) || variables == 0;
                    fixed++;
                } else {
                    isInOrder &=
                            found.add(node) && (variables >= together.size() || together.contains(Var.alloc(node)));
                    variables++;
                }
            }
            if (isInOrder && variables >= together.size() && fixed + variables == Quads.PARTS) {
                return index;
            }
        }
        return null;
    }

    private void count(Quads quads, Node[] nodes, Run run, boolean isFirst, Groups groups) {
        int[] order = run.index.order();
        long[] prefix = new long[Quads.PARTS];
        int length = 0;
        while (!Var.isVar(nodes[order[length]]) && !nodes[order[length]].equals(Node.ANY)) {
            Long id = quads.terms().id(nodes[order[length]]);
            if (id == null) {
                return;
            }
            prefix[length++] = id;
        }
        int[] keyPlaces = new int[keys.size()];
        for (int i = 0; i < keyPlaces.length; i++) {
            keyPlaces[i] = place(order, nodes, keys.get(i));
        }
        Long property = Var.isVar(nodes[Quads.PROPERTY]) ? null : quads.terms().id(nodes[Quads.PROPERTY]);
        boolean isRepeated = nodes[Quads.GRAPH].equals(Node.ANY) && quads.hasRepeats(property);
        long[] key = new long[keyPlaces.length];
        long[] last = new long[run.width];
        boolean[] ofRows = ofRows(nodes);
        int group = -1;
        TreeReader.Cursor cursor = run.index.tree().range(prefix, length);
        while (cursor.next()) {
            steps.row();
            boolean isNew = group < 0;
            for (int i = 0; i < last.length; i++) {
                isNew |= last[i] != cursor.get(length + i);
                last[i] = cursor.get(length + i);
            }
            if (isNew) {
                for (int i = 0; i < key.length; i++) {
                    key[i] = cursor.get(keyPlaces[i]);
                }
                group = groups.group(key);
                groups.add(group, run.count, 1);
            }
            if (isFirst && !(isRepeated && cursor.isSameButLast())) {
                for (int i = 0; i < ofRows.length; i++) {
                    if (ofRows[i]) {
                        groups.add(group, i, 1);
                    }
                }
            }
        }
    }

    /** Whether each count is one of all rows. */
    private boolean[] ofRows(Node[] nodes) {
        boolean[] ofRows = new boolean[counts.size()];
        for (int i = 0; i < ofRows.length; i++) {
            Count count = counts.get(i);
            ofRows[i] = count.kind() == Count.Kind.ROWS
                    || (count.kind() == Count.Kind.VALUES
                            && Arrays.asList(nodes).contains(count.of()));
        }
        return ofRows;
    }

    private static int place(int[] order, Node[] nodes, Var variable) {
        for (int i = 0; i < order.length; i++) {
            if (nodes[order[i]].equals(variable)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no variable of the pattern: " + variable);
    }
}
