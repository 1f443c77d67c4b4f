package org.pfocr.rdf.answer.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.read.Quads;
import org.pfocr.rdf.store.read.TreeReader;

/**
 * The matches of one triple pattern, from a range of the index that begins with what is known: its terms, and variables that
 * have a value before. For one thread.
 */
final class Scan {
    private final int[] order;
    private final TreeReader tree;
    /** For each long of the index: the term's id. */
    private final long[] constants = new long[Quads.PARTS];

    private final boolean[] isConstant = new boolean[Quads.PARTS];
    /** For each long of the index: the place of its variable, or negative. */
    private final int[] places = new int[Quads.PARTS];

    private final List<Var> variables = new ArrayList<>();
    private final int known;
    private final int prefix;
    /** Whether all longs behind the prefix are values of variables that have none before. */
    private final boolean isPlain;

    private final boolean isDistinct;
    private final boolean isEmpty;
    private final long[] start = new long[Quads.PARTS];
    private TreeReader.@Nullable Cursor cursor;
    /** The values of the match: first of the known variables, then of the others. */
    private final long[] values;

    private final boolean[] isSet;
    private final Steps steps;

    /**
     * @param graph a graph's name, or {@link Node#ANY} for the union of all graphs
     * @param before variables that have a value before
     * @param first a variable of which the index should have the values first, if it can; null for none
     * @param steps of the query: one row for each record that is read, match or not
     */
    Scan(Quads quads, Node graph, Triple triple, Collection<Var> before, @Nullable Var first, Steps steps) {
        this.steps = steps;
        Node[] nodes = {graph, triple.getSubject(), triple.getPredicate(), triple.getObject()};
        for (Node node : nodes) {
            if (Var.isVar(node) && before.contains(Var.alloc(node)) && !variables.contains(Var.alloc(node))) {
                variables.add(Var.alloc(node));
            }
        }
        this.known = variables.size();
        for (Node node : nodes) {
            if (Var.isVar(node) && !variables.contains(Var.alloc(node))) {
                variables.add(Var.alloc(node));
            }
        }
        boolean[] isFixed = new boolean[Quads.PARTS];
        Long[] ids = new Long[Quads.PARTS];
        boolean isMissing = false;
        for (int i = 0; i < nodes.length; i++) {
            if (Var.isVar(nodes[i])) {
                isFixed[i] = variables.indexOf(Var.alloc(nodes[i])) < known;
            } else if (!nodes[i].equals(Node.ANY)) {
                ids[i] = quads.terms().id(nodes[i]);
                isMissing |= ids[i] == null;
                isFixed[i] = true;
            }
        }
        boolean isAnyGraph = nodes[Quads.GRAPH].equals(Node.ANY);
        Quads.Index best = null;
        int longest = -1;
        for (Quads.Index index : quads.indexes()) {
            int length = 0;
            while (length < Quads.PARTS && isFixed[index.order()[length]]) {
                length++;
            }
            boolean isFirst = length < Quads.PARTS && first != null && nodes[index.order()[length]].equals(first);
            boolean isBetter = length > longest || (length == longest && isFirst);
            if (isBetter && (!isAnyGraph || index.endsWithGraph())) {
                longest = length;
                best = index;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no index for the pattern");
        }
        this.isEmpty = isMissing;
        this.order = best.order();
        this.tree = best.tree();
        this.prefix = longest;
        for (int i = 0; i < Quads.PARTS; i++) {
            Node node = nodes[order[i]];
            places[i] = Var.isVar(node) ? variables.indexOf(Var.alloc(node)) : -1;
            Long id = ids[order[i]];
            isConstant[i] = id != null;
            constants[i] = id == null ? 0 : id;
        }
        this.isPlain = isPlain();
        this.isDistinct = isAnyGraph && quads.hasRepeats(ids[Quads.PROPERTY]);
        this.values = new long[variables.size()];
        this.isSet = new boolean[variables.size()];
    }

    private boolean isPlain() {
        Set<Integer> seen = new HashSet<>();
        for (int i = prefix; i < Quads.PARTS; i++) {
            if (isConstant[i] || (places[i] >= 0 && (places[i] < known || !seen.add(places[i])))) {
                return false;
            }
        }
        return true;
    }

    /** The variables of the pattern; those that are known before come first. */
    List<Var> variables() {
        return variables;
    }

    /** How many variables are known before. */
    int known() {
        return known;
    }

    /** How many records match the pattern's terms; for a scan without known variables, and without repeated ones exactly. */
    long count() {
        if (isEmpty) {
            return 0;
        }
        fill();
        return tree.count(start, prefix);
    }

    private void fill() {
        for (int i = 0; i < prefix; i++) {
            start[i] = isConstant[i] ? constants[i] : values[places[i]];
        }
    }

    /**
     * Begins anew.
     *
     * @param before values of the known variables, in their order
     */
    void begin(long[] before) {
        if (isEmpty) {
            return;
        }
        System.arraycopy(before, 0, values, 0, known);
        fill();
        if (cursor == null) {
            cursor = tree.range(start, prefix);
        } else {
            cursor.again();
        }
    }

    /** Whether {@link #count} tells how many matches there are, for a scan without known variables. */
    boolean isCounted() {
        return isPlain && !isDistinct;
    }

    /** Whether {@link #counted} tells the matches of each value of a variable, for a scan without known variables. */
    boolean isFirst(Var variable) {
        return isCounted() && prefix < Quads.PARTS && places[prefix] == variables.indexOf(variable);
    }

    /** Adds the values that the index has first behind what is known, each with the number of its matches. */
    void counted(Relation.Builder into) {
        if (!isEmpty) {
            fill();
            long[] value = new long[1];
            tree.distinct(start, prefix, (at, rows) -> {
                steps.row();
                value[0] = at[prefix];
                into.add(value, rows);
            });
        }
    }

    /** Goes to the next match; says whether there is one. */
    boolean next() {
        if (isEmpty || cursor == null) {
            return false;
        }
        while (cursor.next()) {
            steps.row();
            if (!(isDistinct && cursor.isSameButLast()) && take(cursor)) {
                return true;
            }
        }
        return false;
    }

    private boolean take(TreeReader.Cursor at) {
        if (isPlain) {
            for (int i = prefix; i < Quads.PARTS; i++) {
                if (places[i] >= 0) {
                    values[places[i]] = at.get(i);
                }
            }
            return true;
        }
        Arrays.fill(isSet, 0, known, true);
        Arrays.fill(isSet, known, isSet.length, false);
        for (int i = prefix; i < Quads.PARTS; i++) {
            int place = places[i];
            if (isConstant[i]) {
                if (at.get(i) != constants[i]) {
                    return false;
                }
            } else if (place >= 0) {
                if (isSet[place] && at.get(i) != values[place]) {
                    return false;
                }
                values[place] = at.get(i);
                isSet[place] = true;
            }
        }
        return true;
    }

    /** The value of a variable in the match, by its place. */
    long value(int place) {
        return values[place];
    }

    /** Whether the pattern has one of the variables. */
    static boolean hasAny(Triple triple, Set<Var> variables) {
        return variables(triple).stream().anyMatch(variables::contains);
    }

    /** The variables of a pattern. */
    static List<Var> variables(Triple triple) {
        List<Var> variables = new ArrayList<>();
        for (Node node : List.of(triple.getSubject(), triple.getPredicate(), triple.getObject())) {
            if (Var.isVar(node) && !variables.contains(Var.alloc(node))) {
                variables.add(Var.alloc(node));
            }
        }
        return variables;
    }
}
