package org.pfocr.rdf.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.rows.IdBinding;
import org.pfocr.rdf.store.layout.PropertyCounts;
import org.pfocr.rdf.store.read.Quads;
import org.pfocr.rdf.store.read.TreeReader;

/**
 * How a basic graph pattern is answered on node ids: its triple patterns in an order, each with the index that begins with
 * what is known by then. Each pattern's matches are found with a range of that index (index nested loop join). Immutable.
 * It is long because the choice of an order and the walk over the ranges share the steps.
 */
final class JoinPlan {
    private static final int CONSTANT = 0;
    private static final int KNOWN = 1;
    private static final int NEW = 2;
    private static final int ANY = 3;

    /** The share of rows that a filter is taken to let through; how many they are is not known. */
    private static final double FILTER_SHARE = 0.5;

    /** Records that are read for one step of the query. */
    private static final int CANCEL_STEPS = 1 << 12;

    private final Quads quads;
    private final Var[] variables;
    private final int inputs;
    private final Var[] newVariables;
    private final List<Step> steps;
    private final BasicPattern order;
    /** Whether a term of the pattern is not in the store, so that nothing matches. */
    private final boolean isEmpty;
    /** About how many records are read for one row before it. */
    private final double work;
    /** About how many rows there are after each step, for one row before the first. */
    private final List<Double> expected;

    private JoinPlan(
            Quads quads,
            List<Var> variables,
            int inputs,
            List<Step> steps,
            BasicPattern order,
            boolean isEmpty,
            double work,
            List<Double> expected) {
        this.work = work;
        this.expected = List.copyOf(expected);
        this.quads = quads;
        this.variables = variables.toArray(Var[]::new);
        this.inputs = inputs;
        this.newVariables = Arrays.copyOfRange(this.variables, inputs, this.variables.length);
        this.steps = List.copyOf(steps);
        this.order = order;
        this.isEmpty = isEmpty;
    }

    /**
     * One triple pattern.
     *
     * @param kinds of the index's longs: a constant, a variable that is known, a variable that this gives a value, or
     *     anything
     * @param constants ids, where the kind is a constant
     * @param slots places of variables
     * @param prefix longs that are known before the range is looked up
     * @param isDistinct whether records that differ only in the graph must count once
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Step(TreeReader tree, int[] kinds, long[] constants, int[] slots, int prefix, boolean isDistinct) {}

    /** A triple pattern before it has a place in the order. */
    private static final class Pattern {
        private final Triple triple;
        private final int[] kinds = new int[Quads.PARTS];
        private final long[] constants = new long[Quads.PARTS];
        private final int[] slots = new int[Quads.PARTS];

        Pattern(Triple triple) {
            this.triple = triple;
        }
    }

    /** Says whether a pattern can be answered here: no variables inside of triple terms. */
    static boolean isPlain(BasicPattern pattern) {
        for (Triple triple : pattern) {
            if (triple.getSubject().isTripleTerm() || triple.getObject().isTripleTerm()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Makes a plan.
     *
     * @param graph a graph's name, or {@link Node#ANY} for the union of all graphs
     * @param known variables that have a value before
     * @param reorder whether the patterns may be put into a better order
     * @param filtered variables of filters that let few rows through: what gives them a value should come early
     */
    static JoinPlan of(
            Quads quads, Node graph, BasicPattern pattern, Set<Var> known, boolean reorder, Set<Var> filtered) {
        List<Var> variables = new ArrayList<>();
        for (Triple triple : pattern) {
            for (Node node : List.of(triple.getSubject(), triple.getPredicate(), triple.getObject())) {
                if (Var.isVar(node) && known.contains(Var.alloc(node)) && !variables.contains(Var.alloc(node))) {
                    variables.add(Var.alloc(node));
                }
            }
        }
        int inputs = variables.size();
        boolean isEmpty = false;
        List<Pattern> rest = new ArrayList<>();
        for (Triple triple : pattern) {
            Pattern part = new Pattern(triple);
            Node[] nodes = {graph, triple.getSubject(), triple.getPredicate(), triple.getObject()};
            for (int i = 0; i < nodes.length; i++) {
                if (nodes[i].equals(Node.ANY)) {
                    part.kinds[i] = ANY;
                } else if (Var.isVar(nodes[i])) {
                    Var variable = Var.alloc(nodes[i]);
                    if (!variables.contains(variable)) {
                        variables.add(variable);
                    }
                    part.slots[i] = variables.indexOf(variable);
                    part.kinds[i] = NEW;
                } else {
                    Long id = quads.terms().id(nodes[i]);
                    isEmpty |= id == null;
                    part.constants[i] = id == null ? 0 : id;
                    part.kinds[i] = CONSTANT;
                }
            }
            rest.add(part);
        }
        boolean[] isKnown = new boolean[variables.size()];
        Arrays.fill(isKnown, 0, inputs, true);
        boolean[] isFiltered = new boolean[variables.size()];
        filtered.stream()
                .mapToInt(variables::indexOf)
                .filter(slot -> slot >= 0)
                .forEach(slot -> isFiltered[slot] = true);
        List<Step> steps = new ArrayList<>();
        BasicPattern order = new BasicPattern();
        double rows = 1;
        double work = 0;
        List<Double> expected = new ArrayList<>();
        while (!rest.isEmpty() && !isEmpty) {
            Pattern next = reorder ? cheapest(quads, rest, isKnown, isFiltered) : rest.get(0);
            rest.remove(next);
            rows *= matches(quads, next, isKnown);
            work += rows;
            expected.add(rows);
            order.add(next.triple);
            steps.add(step(quads, next, isKnown));
        }
        rest.forEach(part -> order.add(part.triple));
        return new JoinPlan(quads, variables, inputs, steps, order, isEmpty, work, expected);
    }

    private static Pattern cheapest(Quads quads, List<Pattern> patterns, boolean[] isKnown, boolean[] isFiltered) {
        Pattern best = patterns.get(0);
        double least = Double.POSITIVE_INFINITY;
        for (Pattern pattern : patterns) {
            double matches = matches(quads, pattern, isKnown);
            for (int part : new int[] {Quads.SUBJECT, Quads.PROPERTY, Quads.OBJECT}) {
                if (pattern.kinds[part] == NEW && isFiltered[pattern.slots[part]] && !isKnown[pattern.slots[part]]) {
                    matches *= FILTER_SHARE;
                }
            }
            if (matches < least) {
                least = matches;
                best = pattern;
            }
        }
        return best;
    }

    /**
     * How many quads match a pattern for one row, on average: those that match its constants, which the index tells
     * exactly, shared out evenly over the distinct values of what is known.
     */
    private static double matches(Quads quads, Pattern pattern, boolean[] isKnown) {
        long[] prefix = new long[Quads.PARTS];
        Quads.Index best = null;
        int length = -1;
        for (Quads.Index index : quads.indexes()) {
            int constants = 0;
            while (constants < Quads.PARTS && pattern.kinds[index.order()[constants]] == CONSTANT) {
                constants++;
            }
            if (constants > length) {
                length = constants;
                best = index;
            }
        }
        if (best == null) {
            return 0;
        }
        for (int i = 0; i < length; i++) {
            prefix[i] = pattern.constants[best.order()[i]];
        }
        double matches = best.tree().count(prefix, length);
        PropertyCounts counts = pattern.kinds[Quads.PROPERTY] == CONSTANT
                ? quads.property(pattern.constants[Quads.PROPERTY])
                : new PropertyCounts((long) matches, 1 + (long) matches / 8, 1 + (long) matches / 4, 0);
        if (isKnown(pattern, Quads.SUBJECT, isKnown)) {
            matches /= Math.max(1, counts.subjects());
        }
        if (isKnown(pattern, Quads.OBJECT, isKnown)) {
            matches /= Math.max(1, counts.objects());
        }
        if (isKnown(pattern, Quads.PROPERTY, isKnown)) {
            matches /= Math.max(1, quads.properties().size());
        }
        return matches;
    }

    private static boolean isKnown(Pattern pattern, int part, boolean[] isKnown) {
        return pattern.kinds[part] == NEW && isKnown[pattern.slots[part]];
    }

    /** Chooses the index, and takes note that the pattern's variables are known from now on. */
    private static Step step(Quads quads, Pattern pattern, boolean[] isKnown) {
        Quads.Index best = quads.indexes().get(0);
        int prefix = -1;
        for (Quads.Index index : quads.indexes()) {
            int length = 0;
            while (length < Quads.PARTS
                    && (pattern.kinds[index.order()[length]] == CONSTANT
                            || isKnown(pattern, index.order()[length], isKnown))) {
                length++;
            }
            boolean isBetter = length > prefix || (length == prefix && !best.endsWithGraph());
            if (isBetter && (pattern.kinds[Quads.GRAPH] != ANY || index.endsWithGraph())) {
                prefix = length;
                best = index;
            }
        }
        int[] kinds = new int[Quads.PARTS];
        long[] constants = new long[Quads.PARTS];
        int[] slots = new int[Quads.PARTS];
        for (int i = 0; i < Quads.PARTS; i++) {
            int part = best.order()[i];
            constants[i] = pattern.constants[part];
            slots[i] = pattern.slots[part];
            kinds[i] = pattern.kinds[part];
            if (kinds[i] == NEW && isKnown[slots[i]]) {
                kinds[i] = KNOWN; // Also where a variable occurs twice in the pattern.
            } else if (kinds[i] == NEW) {
                isKnown[slots[i]] = true;
            }
        }
        return new Step(
                best.tree(),
                kinds,
                constants,
                slots,
                prefix,
                pattern.kinds[Quads.GRAPH] == ANY
                        && quads.hasRepeats(
                                pattern.kinds[Quads.PROPERTY] == CONSTANT ? pattern.constants[Quads.PROPERTY] : null));
    }

    /** About how many records are read for one row before it. */
    double work() {
        return work;
    }

    /** About how many rows there are after each step, for one row before the first. */
    List<Double> expected() {
        return expected;
    }

    Quads quads() {
        return quads;
    }

    /** The triple patterns in the order in which they are answered. */
    BasicPattern order() {
        return order;
    }

    /**
     * The records of one index that are the matches, one for one.
     *
     * @param prefix of the records; has room for one long more
     * @param length of the prefix
     * @param slots places of the variables in the order of the longs behind the prefix
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Range(TreeReader tree, long[] prefix, int length, int[] slots) {}

    /** The matches as a range of one index; null where they are not one. */
    @Nullable
    Range range() {
        if (isEmpty || steps.size() != 1 || inputs > 0) {
            return null;
        }
        Step step = steps.get(0);
        int end = Quads.PARTS;
        while (end > 0 && step.kinds[end - 1] == ANY) {
            end--;
        }
        for (int i = step.prefix; i < end; i++) {
            if (step.kinds[i] != NEW) {
                return null;
            }
        }
        if (step.isDistinct) {
            return null;
        }
        return new Range(
                step.tree,
                Arrays.copyOf(step.constants, Quads.PARTS),
                step.prefix,
                Arrays.copyOfRange(step.slots, step.prefix, end));
    }

    /** Variables that a match gives a value, in the order of {@link Matches#newIds}; not to be changed. */
    Var[] newVariables() {
        return newVariables;
    }

    /** Place of a variable in a match; negative where the pattern does not have it. */
    int slot(Var variable) {
        return Arrays.asList(variables).indexOf(variable);
    }

    /**
     * Finds matches; call {@link Matches#begin} before the first.
     *
     * @param pace of the query
     */
    Matches matches(Pace pace) {
        return new Matches(pace);
    }

    /** The matches of the pattern, one after the other. For one thread. */
    final class Matches {
        private final long[] values = new long[variables.length];
        private final Pace pace;
        private final TreeReader.@Nullable Cursor[] cursors = new TreeReader.Cursor[steps.size()];
        private final long[] found = new long[steps.size()];
        private final long[][] prefixes = new long[steps.size()][Quads.PARTS];
        /** The step whose cursor goes on next; negative when there are no more matches. */
        private int depth;

        private int untilLook = CANCEL_STEPS;

        private Matches(Pace pace) {
            this.pace = pace;
        }

        boolean isOf(JoinPlan plan) {
            return plan == JoinPlan.this;
        }

        JoinPlan plan() {
            return JoinPlan.this;
        }

        /**
         * Begins anew, for another row.
         *
         * @param input gives the node id of a variable that is known, or {@link IdBinding#UNBOUND} where no quad has its
         *     value
         */
        void begin(ToLongFunction<Var> input) {
            boolean none = isEmpty;
            for (int i = 0; i < inputs; i++) {
                values[i] = input.applyAsLong(variables[i]);
                none |= values[i] == IdBinding.UNBOUND;
            }
            depth = none ? -1 : 0;
            if (!none && !steps.isEmpty()) {
                open(0);
            }
        }

        private void open(int step) {
            Step at = steps.get(step);
            long[] prefix = prefixes[step];
            for (int i = 0; i < at.prefix; i++) {
                prefix[i] = at.kinds[i] == CONSTANT ? at.constants[i] : values[at.slots[i]];
            }
            TreeReader.Cursor cursor = cursors[step];
            if (cursor == null) {
                cursors[step] = at.tree.range(prefix, at.prefix);
            } else {
                cursor.again();
            }
        }

        /** Goes to the next match; says whether there is one. */
        boolean next() {
            if (steps.isEmpty()) { // The empty pattern matches once.
                return depth-- == 0;
            }
            while (depth >= 0) {
                if (advance(depth)) {
                    if (depth == steps.size() - 1) {
                        return true;
                    }
                    open(++depth);
                } else {
                    depth--;
                }
            }
            return false;
        }

        private boolean advance(int step) {
            Step at = steps.get(step);
            TreeReader.Cursor cursor = Objects.requireNonNull(cursors[step]);
            while (cursor.next()) {
                if (--untilLook == 0) {
                    untilLook = CANCEL_STEPS;
                    pace.step();
                }
                if (at.isDistinct && cursor.isSameButLast()) {
                    continue;
                }
                if (take(at, cursor)) {
                    found[step]++;
                    return true;
                }
            }
            return false;
        }

        private boolean take(Step at, TreeReader.Cursor cursor) {
            for (int i = at.prefix; i < Quads.PARTS; i++) {
                switch (at.kinds[i]) {
                    case NEW -> values[at.slots[i]] = cursor.get(i);
                    case KNOWN -> {
                        if (cursor.get(i) != values[at.slots[i]]) {
                            return false;
                        }
                    }
                    case CONSTANT -> {
                        if (cursor.get(i) != at.constants[i]) {
                            return false;
                        }
                    }
                    default -> {
                        // Any graph will do.
                    }
                }
            }
            return true;
        }

        /** How many matches each step had so far; not to be changed. */
        long[] found() {
            return found;
        }

        /** The node id at a place of the current match. */
        long id(int slot) {
            return values[slot];
        }

        /** Node ids of the new variables. */
        long[] newIds() {
            return Arrays.copyOfRange(values, inputs, values.length);
        }
    }
}
