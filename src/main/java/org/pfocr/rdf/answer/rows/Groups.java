package org.pfocr.rdf.answer.rows;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.function.FunctionEnv;
import org.apache.jena.tdb2.store.NodeId;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.columns.LongRows;
import org.pfocr.rdf.answer.columns.Memory;
import org.pfocr.rdf.store.read.TermTable;

/** Groups and their counts while they grow. For one thread. */
public final class Groups {
    /**
     * The groups that are wanted: those with the highest counts, and all that are like the last of these.
     *
     * @param count variable of the count
     * @param groups how many
     */
    public record Highest(Var count, long groups) {}

    private final List<Var> keys;
    private final List<Count> counts;
    private final Memory memory;
    private final Runnable pace;
    private final LongRows groups;
    /** For each group its counts; for one of any value, the value's id against that of none, so that 0 is none. */
    private long[] numbers;
    /** For each count that tells distinct values from others, the pairs of a group and a value. */
    private final @Nullable LongRows[] distinct;
    /** For each count of terms, how often each of these pairs stands. */
    private final long[][] times;

    private final long[] pair = new long[2];

    /**
     * @param memory of the query
     * @param pace is run between two steps of the work
     */
    public Groups(List<Var> keys, List<Count> counts, Memory memory, Runnable pace) {
        this.keys = keys;
        this.counts = counts;
        this.memory = memory;
        this.pace = pace;
        this.groups = new LongRows(keys.size(), memory);
        this.numbers = new long[16 * Math.max(1, counts.size())];
        this.distinct = counts.stream()
                .map(count -> count.isOfDistinct() ? new LongRows(2, memory) : null)
                .toArray(LongRows[]::new);
        this.times = new long[counts.size()][16];
        if (keys.isEmpty()) {
            groups.number(new long[0]); // Without GROUP BY there is one group, even of no rows.
        }
    }

    /**
     * Adds a row.
     *
     * @param values of the counts' variables; any for those that count rows
     * @param many how many rows it stands for
     * @throws Memory.Exceeded where there are too many groups or values
     */
    public void row(long[] key, long[] values, long many) {
        int group = group(key);
        for (int i = 0; i < values.length; i++) {
            value(group, i, values[i], many);
        }
    }

    /**
     * Adds a value to a count of a group.
     *
     * @param value any, for a count of rows
     */
    public void value(int group, int count, long value, long many) {
        Count.Kind kind = counts.get(count).kind();
        LongRows seen = distinct[count];
        boolean isNone = value == IdBinding.UNBOUND && kind != Count.Kind.ROWS && kind != Count.Kind.TERMS;
        if (isNone) {
            return;
        }
        if (kind == Count.Kind.ANY_VALUE) {
            numbers[group * counts.size() + count] = value ^ IdBinding.UNBOUND;
            return;
        }
        if (seen == null) {
            add(group, count, many);
            return;
        }
        pair[0] = group;
        pair[1] = value;
        int before = seen.size();
        int number = seen.number(pair);
        if (kind == Count.Kind.TERMS) {
            addTimes(count, number, many);
        } else if (number == before) {
            add(group, count, 1);
        }
    }

    private void addTimes(int count, int number, long many) {
        if (number >= times[count].length) {
            memory.take(times[count].length);
            times[count] = Arrays.copyOf(times[count], Math.multiplyExact(2, times[count].length));
        }
        times[count][number] = Math.addExact(times[count][number], many);
    }

    /** The number of a group, which is added where it is not there yet. */
    public int group(long[] key) {
        int group = groups.number(key);
        if ((group + 1) * counts.size() > numbers.length) {
            memory.take(numbers.length);
            numbers = Arrays.copyOf(numbers, Math.multiplyExact(2, numbers.length));
        }
        return group;
    }

    /** Adds to a count of a group. */
    public void add(int group, int count, long many) {
        int at = group * counts.size() + count;
        numbers[at] = Math.addExact(numbers[at], many);
    }

    /** Place of the count by which some groups are not wanted; negative where all are. */
    private int ranked(@Nullable Highest highest) {
        for (int i = 0; highest != null && groups.size() > highest.groups() && i < counts.size(); i++) {
            if (counts.get(i).result().equals(highest.count())) {
                return isNumber(counts.get(i)) ? i : -1;
            }
        }
        return -1;
    }

    private static boolean isNumber(Count count) {
        return count.kind() != Count.Kind.TERMS && count.kind() != Count.Kind.ANY_VALUE;
    }

    private long leastWanted(int ranked, long wanted) {
        long[] sorted = IntStream.range(0, groups.size())
                .mapToLong(group -> numbers[group * counts.size() + ranked])
                .sorted()
                .toArray();
        return sorted[sorted.length - (int) wanted];
    }

    /**
     * The groups.
     *
     * @param highest those that are wanted; null for all
     * @param ids gives the terms behind the keys, and ids to terms that are made
     */
    public Iterator<Binding> rows(@Nullable Highest highest, Ids ids, FunctionEnv context) {
        int width = keys.size() + counts.size();
        Var[] variables = new Var[width];
        TermValues[][] values = new TermValues[counts.size()][];
        for (int i = 0; i < width; i++) {
            variables[i] =
                    i < keys.size() ? keys.get(i) : counts.get(i - keys.size()).result();
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = values(i, ids, context);
        }
        int ranked = ranked(highest);
        long least = ranked < 0 || highest == null ? 0 : leastWanted(ranked, highest.groups());
        return IntStream.range(0, groups.size())
                .filter(group -> ranked < 0 || numbers[group * counts.size() + ranked] >= least)
                .mapToObj(group -> {
                    long[] row = new long[width];
                    for (int i = 0; i < width; i++) {
                        int count = i - keys.size();
                        row[i] = count < 0
                                ? groups.get(group, i)
                                : counts.get(count).kind() == Count.Kind.TERMS
                                        ? value(values[count][group], counts.get(count), ids)
                                        : counts.get(count).kind() == Count.Kind.ANY_VALUE
                                                ? numbers[group * counts.size() + count] ^ IdBinding.UNBOUND
                                                : integer(numbers[group * counts.size() + count]);
                    }
                    return (Binding) new IdBinding(null, variables, row, ids);
                })
                .iterator();
    }

    /** For each group, the values of a count of terms; nothing for another. */
    private TermValues[] values(int count, Ids ids, FunctionEnv context) {
        LongRows pairs = distinct[count];
        Var of = counts.get(count).of();
        if (counts.get(count).kind() != Count.Kind.TERMS || pairs == null || of == null) {
            return new TermValues[0];
        }
        memory.take(8L * groups.size()); // About what an accumulator takes.
        TermValues[] values = new TermValues[groups.size()];
        for (int i = 0; i < pairs.size(); i++) {
            if ((i & 0xFFF) == 0xFFF) {
                pace.run();
            }
            int group = (int) pairs.get(i, 0);
            if (values[group] == null) {
                values[group] = new TermValues(counts.get(count).aggregator(), of, context);
            }
            long id = pairs.get(i, 1);
            values[group].add(id == IdBinding.UNBOUND ? null : ids.apply(id), times[count][i]);
        }
        return values;
    }

    private static long value(@Nullable TermValues values, Count count, Ids ids) {
        Node value = values == null ? count.aggregator().getValueEmpty() : values.value();
        return value == null ? IdBinding.UNBOUND : ids.id(value);
    }

    /** The node id of an integer. */
    private static long integer(long value) {
        return TermTable.raw(NodeId.inline(NodeFactory.createLiteralDT(Long.toString(value), XSDDatatype.XSDinteger)));
    }
}
