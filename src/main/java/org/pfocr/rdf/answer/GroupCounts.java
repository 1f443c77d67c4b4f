package org.pfocr.rdf.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.aggregate.AggCount;
import org.apache.jena.sparql.expr.aggregate.AggCountVar;
import org.apache.jena.sparql.expr.aggregate.AggCountVarDistinct;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.tdb2.store.NodeId;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.columns.LongRows;
import org.pfocr.rdf.answer.columns.Relation;
import org.pfocr.rdf.store.read.Quads;
import org.pfocr.rdf.store.read.TermTable;

/**
 * Groups by variables with counts (SPARQL 1.1 Query Language, section 11), on node ids. Where one range of an index holds
 * the rows, in the groups' order, counts are differences of places in the index. Immutable. It is long because what can be
 * counted by places and what must be counted by rows give the same groups.
 */
final class GroupCounts {
    private static final int ROWS_PER_STEP = 1 << 12;

    private enum Kind {
        ROWS,
        VALUES,
        DISTINCT_VALUES
    }

    /** @param of the variable whose values are counted; null for rows */
    private record Count(Kind kind, @Nullable Var of, Var result) {}

    /**
     * The groups that are wanted: those with the highest counts, and all that are like the last of these.
     *
     * @param count variable of the count
     * @param groups how many
     */
    record Highest(Var count, long groups) {}

    private final List<Var> keys;
    private final List<Count> counts;
    private final @Nullable Highest highest;

    private GroupCounts(List<Var> keys, List<Count> counts, @Nullable Highest highest) {
        this.keys = keys;
        this.counts = counts;
        this.highest = highest;
    }

    /**
     * The groups and counts of an operation; null where it has something else than variables and counts of them.
     *
     * @param highest null for all groups
     */
    static @Nullable GroupCounts of(OpGroup op, @Nullable Highest highest) {
        if (!op.getGroupVars().getExprs().isEmpty()) {
            return null;
        }
        List<Count> counts = new ArrayList<>();
        for (ExprAggregator expr : op.getAggregators()) {
            Aggregator aggregator = expr.getAggregator();
            boolean isRows = aggregator instanceof AggCount;
            boolean isValues = aggregator instanceof AggCountVar;
            boolean isDistinct = aggregator instanceof AggCountVarDistinct;
            boolean isOfVariable =
                    (isValues || isDistinct) && aggregator.getExprList().get(0).isVariable();
            if (!isRows && !isOfVariable) {
                return null;
            }
            counts.add(new Count(
                    isRows ? Kind.ROWS : isValues ? Kind.VALUES : Kind.DISTINCT_VALUES,
                    isRows ? null : aggregator.getExprList().get(0).asVar(),
                    expr.getVar()));
        }
        return new GroupCounts(List.copyOf(op.getGroupVars().getVars()), counts, highest);
    }

    /** The variables of which groups and counts need values. */
    Set<Var> variables() {
        Set<Var> variables = new LinkedHashSet<>(keys);
        counts.forEach(count -> {
            if (count.of != null) {
                variables.add(count.of);
            }
        });
        return variables;
    }

    /**
     * The groups of what is answered in columns.
     *
     * @param relation gives the rows, or null where they cannot be had so
     * @param rows gives them then
     */
    QueryIterator of(
            Supplier<@Nullable Relation> relation,
            Supplier<QueryIterator> rows,
            Quads quads,
            ExecutionContext context) {
        return lazy(
                () -> {
                    Relation columns = relation.get();
                    if (columns != null) {
                        return counted(columns, Pace.of(context)).rows(quads.terms()::term);
                    }
                    Ids ids = new Ids(quads.terms());
                    return counted(rows.get(), ids).rows(ids);
                },
                context);
    }

    private Groups counted(Relation rows, Pace pace) {
        int[] keyPlaces = keys.stream().mapToInt(rows::place).toArray();
        int[] valuePlaces = counts.stream()
                .mapToInt(count -> count.of == null ? -1 : rows.place(count.of))
                .toArray();
        Groups groups = new Groups();
        long[] key = new long[keyPlaces.length];
        long[] values = new long[valuePlaces.length];
        for (int row = 0; row < rows.size(); row++) {
            if (row % ROWS_PER_STEP == 0) {
                pace.step();
            }
            for (int i = 0; i < key.length; i++) {
                key[i] = keyPlaces[i] < 0 ? IdBinding.UNBOUND : rows.id(row, keyPlaces[i]);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = valuePlaces[i] < 0 ? IdBinding.UNBOUND : rows.id(row, valuePlaces[i]);
            }
            groups.row(key, values, rows.times(row));
        }
        return groups;
    }

    /** The groups of a pattern's matches. */
    QueryIterator of(JoinPlan plan, ExecutionContext context) {
        return lazy(
                () -> {
                    Groups groups = byPlaces(plan);
                    return (groups == null ? counted(plan, context) : groups)
                            .rows(plan.quads().terms()::term);
                },
                context);
    }

    /** The groups of rows, which are closed. */
    QueryIterator of(QueryIterator rows, Quads quads, ExecutionContext context) {
        return lazy(
                () -> {
                    Ids ids = new Ids(quads.terms());
                    return counted(rows, ids).rows(ids);
                },
                context);
    }

    /** Nothing is counted before somebody asks for the first group. */
    private static QueryIterator lazy(Supplier<Iterator<Binding>> groups, ExecutionContext context) {
        Iterator<Binding> iterator = new Iterator<>() {
            private @Nullable Iterator<Binding> made;

            private Iterator<Binding> made() {
                if (made == null) {
                    made = groups.get();
                }
                return made;
            }

            @Override
            public boolean hasNext() {
                return made().hasNext();
            }

            @Override
            public Binding next() {
                return made().next();
            }
        };
        return QueryIterPlainWrapper.create(iterator, context);
    }

    /** Groups and their counts while they grow. For one thread. */
    private final class Groups {
        private final LongRows groups = new LongRows(keys.size());
        private long[] numbers = new long[16 * Math.max(1, counts.size())];
        private final LongRows[] distinct = counts.stream()
                .map(count -> count.kind == Kind.DISTINCT_VALUES ? new LongRows(2) : null)
                .toArray(LongRows[]::new);
        private final long[] pair = new long[2];

        Groups() {
            if (keys.isEmpty()) {
                groups.number(new long[0]); // Without GROUP BY there is one group, even of no rows.
            }
        }

        /**
         * Adds a row.
         *
         * @param values of the counts' variables; any for those that count rows
         * @param times how many rows it stands for
         */
        void row(long[] key, long[] values, long times) {
            int group = groups.number(key);
            int start = start(group);
            for (int i = 0; i < values.length; i++) {
                LongRows seen = distinct[i];
                if (counts.get(i).kind != Kind.ROWS && values[i] == IdBinding.UNBOUND) {
                    continue;
                }
                if (seen == null) {
                    numbers[start + i] += times;
                    continue;
                }
                pair[0] = group;
                pair[1] = values[i];
                int before = seen.size();
                if (seen.number(pair) == before) {
                    numbers[start + i]++;
                }
            }
        }

        private int start(int group) {
            int start = group * counts.size();
            if (start + counts.size() > numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.multiplyExact(2, numbers.length));
            }
            return start;
        }

        /** Gives a group all of its counts at once. */
        void set(long[] key, long[] all) {
            int start = start(groups.number(key)); // Before the numbers are looked at: it may give them more room.
            System.arraycopy(all, 0, numbers, start, all.length);
        }

        /** Place of the count by which some groups are not wanted; negative where all are. */
        private int ranked() {
            for (int i = 0; highest != null && groups.size() > highest.groups && i < counts.size(); i++) {
                if (counts.get(i).result.equals(highest.count)) {
                    return i;
                }
            }
            return -1;
        }

        private long leastWanted(int ranked) {
            long[] sorted = IntStream.range(0, groups.size())
                    .mapToLong(group -> numbers[group * counts.size() + ranked])
                    .sorted()
                    .toArray();
            return highest == null ? 0 : sorted[sorted.length - (int) highest.groups];
        }

        Iterator<Binding> rows(LongFunction<Node> terms) {
            int width = keys.size() + counts.size();
            Var[] variables = new Var[width];
            for (int i = 0; i < width; i++) {
                variables[i] = i < keys.size() ? keys.get(i) : counts.get(i - keys.size()).result;
            }
            int ranked = ranked();
            long least = ranked < 0 ? 0 : leastWanted(ranked);
            return IntStream.range(0, groups.size())
                    .filter(group -> ranked < 0 || numbers[group * counts.size() + ranked] >= least)
                    .mapToObj(group -> {
                        long[] ids = new long[width];
                        for (int i = 0; i < width; i++) {
                            ids[i] = i < keys.size()
                                    ? groups.get(group, i)
                                    : integer(numbers[group * counts.size() + i - keys.size()]);
                        }
                        return (Binding) new IdBinding(null, variables, ids, terms);
                    })
                    .iterator();
        }
    }

    /** The node id of an integer. */
    private static long integer(long value) {
        return TermTable.raw(NodeId.inline(NodeFactory.createLiteralDT(Long.toString(value), XSDDatatype.XSDinteger)));
    }

    private Groups counted(JoinPlan plan, ExecutionContext context) {
        int[] keySlots = keys.stream().mapToInt(plan::slot).toArray();
        int[] valueSlots = counts.stream()
                .mapToInt(count -> count.of == null ? -1 : plan.slot(count.of))
                .toArray();
        Groups groups = new Groups();
        long[] key = new long[keySlots.length];
        long[] values = new long[valueSlots.length];
        JoinPlan.Matches matches = plan.matches(Pace.of(context));
        matches.begin(variable -> IdBinding.UNBOUND);
        while (matches.next()) {
            for (int i = 0; i < key.length; i++) {
                key[i] = keySlots[i] < 0 ? IdBinding.UNBOUND : matches.id(keySlots[i]);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = valueSlots[i] < 0 ? IdBinding.UNBOUND : matches.id(valueSlots[i]);
            }
            groups.row(key, values, 1);
        }
        return groups;
    }

    private Groups counted(QueryIterator rows, Ids ids) {
        try {
            Groups groups = new Groups();
            long[] key = new long[keys.size()];
            long[] values = new long[counts.size()];
            while (rows.hasNext()) {
                Binding row = rows.next();
                for (int i = 0; i < key.length; i++) {
                    key[i] = ids.id(row, keys.get(i));
                }
                for (int i = 0; i < values.length; i++) {
                    Var of = counts.get(i).of;
                    values[i] = of == null ? IdBinding.UNBOUND : ids.id(row, of);
                }
                groups.row(key, values, 1);
            }
            return groups;
        } finally {
            rows.close();
        }
    }

    /** Counts by places in an index; null where that cannot be done. */
    private @Nullable Groups byPlaces(JoinPlan plan) {
        JoinPlan.Range range = plan.range();
        if (range == null || range.slots().length == 0) {
            return null;
        }
        int first = range.slots()[0];
        boolean isByFirst = keys.size() == 1 && plan.slot(keys.get(0)) == first;
        if (!isByFirst && !keys.isEmpty()) {
            return null;
        }
        boolean needsDistinct = false;
        for (Count count : counts) {
            int slot = count.of == null ? -1 : plan.slot(count.of);
            if (count.kind == Kind.DISTINCT_VALUES) {
                // Of two variables, each pair stands once; the values of the first are what is skipped over.
                boolean isOnly = range.slots().length == (isByFirst ? 2 : 1) && slot == last(range);
                if (slot != first && !isOnly) {
                    return null;
                }
                needsDistinct |= slot == first && !isByFirst;
            } else if (count.kind == Kind.VALUES && slot < 0) {
                return null;
            }
        }
        Groups groups = new Groups();
        if (isByFirst) {
            range.tree()
                    .distinct(
                            range.prefix(),
                            range.length(),
                            (prefix, count) ->
                                    groups.set(new long[] {prefix[range.length()]}, all(plan, first, count, 1)));
        } else {
            long[] different = new long[1];
            if (needsDistinct) {
                range.tree().distinct(range.prefix(), range.length(), (prefix, count) -> different[0]++);
            }
            long rows = range.tree().count(range.prefix(), range.length());
            groups.set(new long[0], all(plan, first, rows, different[0]));
        }
        return groups;
    }

    private static int last(JoinPlan.Range range) {
        return range.slots()[range.slots().length - 1];
    }

    /** All counts of a group with so many rows and so many different values of the first variable. */
    private long[] all(JoinPlan plan, int first, long rows, long different) {
        long[] all = new long[counts.size()];
        for (int i = 0; i < all.length; i++) {
            Var of = counts.get(i).of;
            boolean isFirst = counts.get(i).kind == Kind.DISTINCT_VALUES && of != null && plan.slot(of) == first;
            all[i] = isFirst ? different : rows;
        }
        return all;
    }

    /** Ids for the values of rows; values that no quad has get ones of their own. For one thread. */
    private static final class Ids implements LongFunction<Node> {
        private final TermTable terms;
        private final Map<Node, Long> own = new HashMap<>();
        private final List<Node> ownTerms = new ArrayList<>();

        Ids(TermTable terms) {
            this.terms = terms;
        }

        @Override
        public Node apply(long id) {
            return IdBinding.isOwn(id) ? ownTerms.get((int) (id - IdBinding.FIRST_OWN)) : terms.term(id);
        }

        long id(Binding row, Var variable) {
            long id = IdBinding.id(row, variable);
            if (id != IdBinding.UNBOUND) {
                return id;
            }
            Node value = row.get(variable);
            return value == null ? IdBinding.UNBOUND : id(value);
        }

        private long id(Node value) {
            Long known = own.get(value);
            if (known != null) {
                return known;
            }
            Long stored = terms.id(value);
            // A number's id stands for its value; only the number in its usual form is that term.
            if (stored != null && terms.term(stored).equals(value)) {
                return stored;
            }
            long id = IdBinding.FIRST_OWN + ownTerms.size();
            own.put(value, id);
            ownTerms.add(value);
            return id;
        }
    }
}
