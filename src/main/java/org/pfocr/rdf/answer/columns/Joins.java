package org.pfocr.rdf.answer.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.jena.sparql.core.Var;

/**
 * Joins of relations on variables that have a value in each row of both: both are put in the order of these and read side by
 * side. Where nobody asks for another variable of one side, its rows are only counted for each key. For one thread.
 */
final class Joins {
    private final Memory memory;
    private final Steps steps;

    Joins(Memory memory, Steps steps) {
        this.memory = memory;
        this.steps = steps;
    }

    /** What becomes of a row of the left side. */
    enum Kind {
        /** One row for each match. */
        INNER,
        /** One row for each match, and itself where there is none. */
        LEFT,
        /** Itself where there is a match. */
        SEMI,
        /** Itself where there is none. */
        ANTI;

        /** Whether a row without a match is in the result. */
        boolean keepsUnmatched() {
            return this == LEFT || this == ANTI;
        }

        /** Whether the result has the matches' values. */
        boolean hasMatches() {
            return this == INNER || this == LEFT;
        }
    }

    private static int[] places(Relation relation, Collection<Var> variables) {
        return variables.stream().mapToInt(relation::place).toArray();
    }

    /**
     * Joins. The two sides are given up by it.
     *
     * @param keys variables of both sides, bound in each row of both
     * @param needed variables that the result has
     */
    Relation join(Kind kind, Relation left, Relation right, List<Var> keys, Collection<Var> needed) {
        Sorted ofLeft = new Sorted(left, places(left, keys), memory, steps);
        Sorted ofRight = new Sorted(right, places(right, keys), memory, steps);
        Pairs pairs = new Pairs(kind, left, right, keys, needed);
        int from = 0;
        for (int at = 0; at < ofLeft.size(); ) {
            from = ofRight.seek(from, ofLeft, at);
            boolean isMatched = from < ofRight.size() && ofRight.compare(from, ofLeft, at) == 0;
            if (!isMatched && !kind.keepsUnmatched()) {
                if (from == ofRight.size()) {
                    break;
                }
                at = ofLeft.seek(at, ofRight, from);
                steps.row();
                continue;
            }
            int end = ofLeft.endOfEqual(at);
            int to = isMatched ? ofRight.endOfEqual(from) : from;
            pairs.add(ofLeft, at, end, ofRight, from, to);
            at = end;
            from = to;
        }
        ofLeft.done();
        ofRight.done();
        memory.give(left.longs() + right.longs());
        return pairs.result.relation();
    }

    /** Rows of both sides with the same key, made rows of the result. */
    private final class Pairs {
        private final Kind kind;
        private final Relation left;
        private final Relation right;
        private final int[] keptOfLeft;
        private final int[] keptOfRight;
        /** Whether nobody asks for more of the left side than its key. */
        private final boolean isLeftCounted;

        private final long[] out;
        private final Relation.Builder result;

        Pairs(Kind kind, Relation left, Relation right, List<Var> keys, Collection<Var> needed) {
            this.kind = kind;
            this.left = left;
            this.right = right;
            List<Var> ofLeft = new ArrayList<>(left.variables());
            ofLeft.retainAll(needed);
            List<Var> ofRight = new ArrayList<>(right.variables());
            ofRight.retainAll(needed);
            ofRight.removeAll(left.variables());
            if (!kind.hasMatches()) {
                ofRight.clear();
            }
            this.isLeftCounted = keys.containsAll(ofLeft);
            this.keptOfLeft = places(left, ofLeft);
            this.keptOfRight = places(right, ofRight);
            List<Var> variables = new ArrayList<>(ofLeft);
            variables.addAll(ofRight);
            this.out = new long[variables.size()];
            this.result = new Relation.Builder(variables, memory);
        }

        private long times(Relation relation, Sorted order, int from, int to) {
            long times = 0;
            for (int i = from; i < to; i++) {
                steps.row();
                times = Math.addExact(times, relation.times(order.row(i)));
            }
            return times;
        }

        void add(Sorted ofLeft, int at, int end, Sorted ofRight, int from, int to) {
            boolean isMatched = from < to;
            if (!isMatched ? !kind.keepsUnmatched() : kind == Kind.ANTI) {
                return;
            }
            long matches =
                    isMatched && kind.hasMatches() && keptOfRight.length == 0 ? times(right, ofRight, from, to) : 1;
            for (int i = at; i < end; i++) {
                steps.row();
                int row = ofLeft.row(i);
                for (int j = 0; j < keptOfLeft.length; j++) {
                    out[j] = left.id(row, keptOfLeft[j]);
                }
                long times = isLeftCounted ? times(left, ofLeft, at, end) : left.times(row);
                if (keptOfRight.length == 0 || !isMatched) {
                    Arrays.fill(out, keptOfLeft.length, out.length, Relation.UNBOUND);
                    result.add(out, Math.multiplyExact(times, matches));
                } else {
                    addEach(times, ofRight, from, to);
                }
                if (isLeftCounted) {
                    return;
                }
            }
        }

        private void addEach(long times, Sorted ofRight, int from, int to) {
            for (int i = from; i < to; i++) {
                steps.row();
                int row = ofRight.row(i);
                for (int j = 0; j < keptOfRight.length; j++) {
                    out[keptOfLeft.length + j] = right.id(row, keptOfRight[j]);
                }
                result.add(out, Math.multiplyExact(times, right.times(row)));
            }
        }
    }

    /** The rows of both. They are given up by it. */
    Relation union(Relation left, Relation right, Collection<Var> needed) {
        List<Var> kept = new ArrayList<>(left.variables());
        right.variables().stream().filter(variable -> !kept.contains(variable)).forEach(kept::add);
        kept.retainAll(needed);
        Relation.Builder result = new Relation.Builder(kept, memory, (long) left.size() + right.size());
        for (Relation rows : List.of(left, right)) {
            int[] places = places(rows, kept);
            long[] out = new long[places.length];
            for (int row = 0; row < rows.size(); row++) {
                steps.row();
                for (int i = 0; i < out.length; i++) {
                    out[i] = places[i] < 0 ? Relation.UNBOUND : rows.id(row, places[i]);
                }
                result.add(out, rows.times(row));
            }
            memory.give(rows.longs());
        }
        return result.relation();
    }

    /**
     * The rows that differ in some variables, once each and in their order. The relation can still be used.
     *
     * @param variables that are compared, as far as the relation has them
     * @param needed variables among them that the result has
     */
    Relation distinct(Relation rows, Collection<Var> variables, Collection<Var> needed) {
        List<Var> compared =
                rows.variables().stream().filter(variables::contains).toList();
        Sorted order = new Sorted(rows, places(rows, compared), memory, steps);
        List<Var> kept = compared.stream().filter(needed::contains).toList();
        int[] places = places(rows, kept);
        long[] out = new long[places.length];
        Relation.Builder result = new Relation.Builder(kept, memory);
        for (int at = 0; at < order.size(); at = order.endOfEqual(at)) {
            steps.row();
            for (int i = 0; i < places.length; i++) {
                out[i] = rows.id(order.row(at), places[i]);
            }
            result.add(out, 1);
        }
        order.done();
        return result.relation();
    }
}
