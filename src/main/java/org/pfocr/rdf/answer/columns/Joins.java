package org.pfocr.rdf.answer.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.jena.sparql.core.Var;

/**
 * Joins of relations by hash, on variables that have a value in each row of both. Where nobody asks for another variable of one
 * side, its rows are only counted for each key. For one thread.
 */
final class Joins {
    /** Rows for one step of the query. */
    private static final int ROWS_PER_STEP = 1 << 12;

    private final Memory memory;
    private final Runnable pace;
    private int untilStep = ROWS_PER_STEP;

    Joins(Memory memory, Runnable pace) {
        this.memory = memory;
        this.pace = pace;
    }

    /** Counts a row; now and then the query takes a step. */
    void row() {
        if (--untilStep == 0) {
            untilStep = ROWS_PER_STEP;
            pace.run();
        }
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
        ANTI
    }

    /**
     * Joins.
     *
     * @param keys variables of both sides, bound in each row of both
     * @param needed variables that the result has
     */
    Relation join(Kind kind, Relation left, Relation right, List<Var> keys, Collection<Var> needed) {
        List<Var> ofRight = new ArrayList<>(right.variables());
        ofRight.retainAll(needed);
        ofRight.removeAll(left.variables());
        boolean isCountOfLeft = kind == Kind.INNER && keys.containsAll(left.variables()) && !ofRight.isEmpty();
        if (isCountOfLeft) {
            return join(kind, right, left, keys, needed); // Its rows are counted for each key.
        }
        return ofRight.isEmpty() || kind == Kind.SEMI || kind == Kind.ANTI
                ? byCounts(kind, left, right, keys, needed)
                : byRows(kind, left, right, keys, ofRight, needed);
    }

    private static int[] places(Relation relation, List<Var> variables) {
        return variables.stream().mapToInt(relation::place).toArray();
    }

    private static void key(Relation relation, int row, int[] places, long[] key) {
        for (int i = 0; i < places.length; i++) {
            key[i] = relation.id(row, places[i]);
        }
    }

    private Relation byCounts(Kind kind, Relation left, Relation right, List<Var> keys, Collection<Var> needed) {
        int[] keysOfRight = places(right, keys);
        long[] key = new long[keys.size()];
        LongRows groups = new LongRows(key.length);
        long[] counts = new long[64];
        for (int row = 0; row < right.size(); row++) {
            row();
            key(right, row, keysOfRight, key);
            int group = groups.number(key);
            if (group == counts.length) {
                memory.take((long) counts.length * (2 + key.length)); // The counts, and what the rows of keys take.
                counts = Arrays.copyOf(counts, 2 * counts.length);
            }
            counts[group] = Math.addExact(counts[group], right.times(row));
        }
        List<Var> variables = new ArrayList<>(left.variables());
        variables.retainAll(needed);
        int[] keysOfLeft = places(left, keys);
        int[] kept = places(left, variables);
        long[] out = new long[kept.length];
        Relation.Builder result = new Relation.Builder(variables, memory);
        for (int row = 0; row < left.size(); row++) {
            row();
            key(left, row, keysOfLeft, key);
            int group = groups.find(key);
            long matches = group < 0 ? 0 : counts[group];
            long times =
                    switch (kind) {
                        case INNER -> matches;
                        case LEFT -> Math.max(1, matches);
                        case SEMI -> matches > 0 ? 1 : 0;
                        case ANTI -> matches > 0 ? 0 : 1;
                    };
            if (times > 0) {
                key(left, row, kept, out);
                result.add(out, Math.multiplyExact(times, left.times(row)));
            }
        }
        return result.relation();
    }

    private Relation byRows(
            Kind kind, Relation left, Relation right, List<Var> keys, List<Var> ofRight, Collection<Var> needed) {
        int[] keysOfRight = places(right, keys);
        long[] key = new long[keys.size()];
        LongRows groups = new LongRows(key.length);
        memory.take(right.size() * (2L + key.length));
        int[] first = new int[Math.max(1, right.size())];
        int[] next = new int[right.size()];
        Arrays.fill(first, -1);
        for (int row = right.size() - 1; row >= 0; row--) { // So that each chain has the rows in their order.
            row();
            key(right, row, keysOfRight, key);
            int group = groups.number(key);
            next[row] = first[group];
            first[group] = row;
        }
        List<Var> ofLeft = new ArrayList<>(left.variables());
        ofLeft.retainAll(needed);
        List<Var> variables = new ArrayList<>(ofLeft);
        variables.addAll(ofRight);
        int[] keysOfLeft = places(left, keys);
        int[] keptOfLeft = places(left, ofLeft);
        int[] keptOfRight = places(right, ofRight);
        long[] out = new long[variables.size()];
        Relation.Builder result = new Relation.Builder(variables, memory);
        for (int row = 0; row < left.size(); row++) {
            row();
            key(left, row, keysOfLeft, key);
            int group = groups.find(key);
            key(left, row, keptOfLeft, out);
            if (group < 0) {
                if (kind == Kind.LEFT) {
                    Arrays.fill(out, keptOfLeft.length, out.length, Relation.UNBOUND);
                    result.add(out, left.times(row));
                }
                continue;
            }
            for (int match = first[group]; match >= 0; match = next[match]) {
                row();
                for (int i = 0; i < keptOfRight.length; i++) {
                    out[keptOfLeft.length + i] = right.id(match, keptOfRight[i]);
                }
                result.add(out, Math.multiplyExact(left.times(row), right.times(match)));
            }
        }
        return result.relation();
    }

    /**
     * The rows that differ in some variables, once each.
     *
     * @param needed variables that the result has
     */
    Relation distinct(Relation rows, Collection<Var> variables, Collection<Var> needed) {
        int[] compared = places(
                rows, rows.variables().stream().filter(variables::contains).toList());
        List<Var> kept = new ArrayList<>(rows.variables());
        kept.retainAll(needed);
        int[] places = places(rows, kept);
        long[] key = new long[compared.length];
        long[] out = new long[places.length];
        LongRows seen = new LongRows(key.length);
        Relation.Builder result = new Relation.Builder(kept, memory);
        for (int row = 0; row < rows.size(); row++) {
            row();
            key(rows, row, compared, key);
            int before = seen.size();
            if (seen.number(key) == before) {
                memory.take(2L + key.length);
                key(rows, row, places, out);
                result.add(out, 1);
            }
        }
        return result.relation();
    }
}
