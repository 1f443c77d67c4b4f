package org.pfocr.rdf.answer.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;

/**
 * Rows of node ids as columns. A row may stand for many equal ones. Not to be changed when it is made.
 *
 * <p>Only the variables that somebody asks for have columns; with none, there is at most one row, which stands for all.
 */
public final class Relation {
    /** In the place of an id: the variable has no value in this row. */
    public static final long UNBOUND = 0xB0FFFFFFFFFFFFFFL;

    private final List<Var> variables;
    private final long[][] columns;
    /** How many rows each row stands for; null where each is itself. */
    private final long @Nullable [] times;

    private final int size;

    private Relation(List<Var> variables, long[][] columns, long @Nullable [] times, int size) {
        this.variables = variables;
        this.columns = columns;
        this.times = times;
        this.size = size;
    }

    /** The same rows with one column more; shares the others. */
    Relation with(Var variable, long[] column) {
        List<Var> all = new ArrayList<>(variables);
        all.add(variable);
        long[][] more = Arrays.copyOf(columns, columns.length + 1);
        more[columns.length] = column;
        return new Relation(List.copyOf(all), more, times, size);
    }

    /** Rows that are written; each may stand for others. */
    public int size() {
        return size;
    }

    /** The variables that have columns. */
    public List<Var> variables() {
        return variables;
    }

    /** Place of a variable's column; negative where it has none. */
    public int place(Var variable) {
        return variables.indexOf(variable);
    }

    /** The node id at a place of a row, or {@link #UNBOUND}. */
    public long id(int row, int place) {
        return columns[place][row];
    }

    /** The ids of a column. Not to be changed. */
    long[] column(int place) {
        return columns[place];
    }

    /** Longs that it takes. */
    long longs() {
        long longs = times == null ? 0 : times.length;
        for (long[] column : columns) {
            longs += column.length;
        }
        return longs;
    }

    /** How many rows this row stands for. */
    public long times(int row) {
        return times == null ? 1 : times[row];
    }

    /** Gathers rows; one that is like the row before is only counted. For one thread. */
    static final class Builder {
        private static final int FIRST_ROWS = 1 << 10;
        private static final int MAX_FIRST_ROWS = 1 << 28;
        private static final int MANY_ROWS = 1 << 20;

        private final List<Var> variables;
        private final long[][] columns;
        private long @Nullable [] times;
        private final Memory memory;
        private int size;
        private int room;

        Builder(Collection<Var> variables, Memory memory) {
            this(variables, memory, FIRST_ROWS);
        }

        /** @param expected about how many rows will come */
        Builder(Collection<Var> variables, Memory memory, long expected) {
            this.variables = List.copyOf(variables);
            this.columns = new long[this.variables.size()][];
            this.memory = memory;
            grow(this.variables.isEmpty() ? 1 : (int) Math.max(1, Math.min(expected, MAX_FIRST_ROWS)));
        }

        private void grow(int rows) {
            memory.take((long) (rows - room) * (columns.length + (times == null ? 0 : 1)));
            for (int i = 0; i < columns.length; i++) {
                columns[i] = columns[i] == null ? new long[rows] : Arrays.copyOf(columns[i], rows);
            }
            if (times != null) {
                times = Arrays.copyOf(times, rows);
            }
            room = rows;
        }

        private boolean isLikeLast(long[] row) {
            for (int i = 0; i < columns.length; i++) {
                if (columns[i][size - 1] != row[i]) {
                    return false;
                }
            }
            return true;
        }

        /** Adds a row that stands for so many. */
        void add(long[] row, long many) {
            boolean isLikeLast = size > 0 && isLikeLast(row);
            if (!isLikeLast && size == room) {
                // Large columns grow by less, since what is not used counts as taken.
                grow(Math.addExact(room, room < MANY_ROWS ? room : room / 4));
            }
            if (times == null && (isLikeLast || many != 1)) {
                memory.take(room);
                times = new long[room];
                Arrays.fill(times, 0, size, 1);
            }
            if (times != null) {
                times[isLikeLast ? size - 1 : size] = isLikeLast ? Math.addExact(times[size - 1], many) : many;
            }
            if (isLikeLast) {
                return;
            }
            for (int i = 0; i < columns.length; i++) {
                columns[i][size] = row[i];
            }
            size++;
        }

        /** The rows, without room for more. */
        Relation relation() {
            if (size < room) {
                memory.give((long) (room - size) * (columns.length + (times == null ? 0 : 1)));
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = Arrays.copyOf(columns[i], size);
                }
                times = times == null ? null : Arrays.copyOf(times, size);
            }
            return new Relation(variables, columns, times, size);
        }
    }
}
