package org.pfocr.rdf.answer.columns;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a relation in the order of some of their columns, as unsigned numbers. What a scan gives mostly has the order already
 * and is only looked at; the rest goes through a radix sort, which takes the digits that differ alone: three rounds for ids
 * of one node table. For one thread.
 */
final class Sorted {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;
    /** The two arrays of ids and the two of rows, of half the size, that a sort needs. */
    private static final int LONGS_PER_ROW = 3;

    private final Memory memory;
    private final Steps steps;
    private final int size;
    /** For each column of the key, the ids in the order of the rows. */
    private final long[][] keys;
    /** The rows in their order; null where it is the one they have. */
    private final int @Nullable [] rows;

    private final long taken;

    /** @param places of the columns by which the rows are put in order, the first first */
    Sorted(Relation relation, int[] places, Memory memory, Steps steps) {
        this.memory = memory;
        this.steps = steps;
        this.size = relation.size();
        this.keys = new long[places.length][];
        for (int i = 0; i < places.length; i++) {
            keys[i] = relation.column(places[i]);
        }
        if (isInOrder()) {
            this.rows = null;
            this.taken = 0;
            return;
        }
        long peak = (long) size * (LONGS_PER_ROW + places.length - 1);
        memory.take(peak);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        // The sort keeps the order of equal ids, so the first column is the last.
        for (int i = places.length - 1; i >= 0; i--) {
            order = sorted(i, order);
        }
        this.rows = order;
        for (int i = 1; i < places.length; i++) {
            keys[i] = gathered(keys[i], order);
        }
        this.taken = (long) size * (places.length + 1);
        memory.give(peak - taken);
    }

    private boolean isInOrder() {
        for (int i = 1; i < size; i++) {
            steps.row();
            if (compare(i - 1, this, i) > 0) {
                return false;
            }
        }
        return true;
    }

    private long[] gathered(long[] column, int[] order) {
        long[] gathered = new long[size];
        for (int i = 0; i < size; i++) {
            steps.row();
            gathered[i] = column[order[i]];
        }
        return gathered;
    }

    /**
     * Puts the rows in the order of one column.
     *
     * @param order of the rows so far
     */
    private int[] sorted(int column, int[] order) {
        long[] ids = gathered(keys[column], order);
        long differing = 0;
        for (int i = 1; i < size; i++) {
            differing |= ids[i] ^ ids[0];
        }
        long[] from = ids;
        long[] to = new long[size];
        int[] fromRows = order;
        int[] toRows = new int[size];
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            if (digit(differing, shift) == 0) {
                continue;
            }
            int[] starts = starts(from, shift);
            for (int i = 0; i < size; i++) {
                steps.row();
                int at = starts[digit(from[i], shift)]++;
                to[at] = from[i];
                toRows[at] = fromRows[i];
            }
            long[] ids1 = from;
            from = to;
            to = ids1;
            int[] rows1 = fromRows;
            fromRows = toRows;
            toRows = rows1;
        }
        if (column == 0) {
            keys[0] = from;
        }
        return fromRows;
    }

    private static int digit(long id, int shift) {
        return (int) (id >>> shift) & (DIGITS - 1);
    }

    /** Where the rows of each digit begin. */
    private int[] starts(long[] ids, int shift) {
        int[] starts = new int[DIGITS + 1];
        for (int i = 0; i < size; i++) {
            steps.row();
            starts[digit(ids[i], shift) + 1]++;
        }
        for (int i = 0; i < DIGITS; i++) {
            starts[i + 1] += starts[i];
        }
        return starts;
    }

    /** How many rows there are. */
    int size() {
        return size;
    }

    /** The relation's row at a place of the order. */
    int row(int place) {
        return rows == null ? place : rows[place];
    }

    /** Compares the keys at a place of this order and of another. */
    int compare(int place, Sorted other, int otherPlace) {
        for (int i = 0; i < keys.length; i++) {
            int order = Long.compareUnsigned(keys[i][place], other.keys[i][otherPlace]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The first place from one on whose key is higher than that at it. */
    int endOfEqual(int from) {
        int end = from + 1;
        while (end < size && compare(end, this, from) == 0) {
            steps.row();
            end++;
        }
        return end;
    }

    /** The first place from one on whose key is not lower than another's: looked for in steps that double. */
    int seek(int from, Sorted other, int otherPlace) {
        int low = from;
        int step = 1;
        while (low + step <= size && compare(low + step - 1, other, otherPlace) < 0) {
            low += step;
            step *= 2;
        }
        int high = Math.min(size, low + step - 1);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, other, otherPlace) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Gives the memory back; not to be used any more. */
    void done() {
        memory.give(taken);
    }
}
