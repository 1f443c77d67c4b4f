package org.pfocr.rdf.answer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.columns.Memory;
import org.pfocr.rdf.answer.columns.Relation;
import org.pfocr.rdf.answer.columns.Steps;
import org.pfocr.rdf.answer.rows.Count;
import org.pfocr.rdf.answer.rows.Groups;
import org.pfocr.rdf.answer.rows.IdBinding;
import org.pfocr.rdf.answer.rows.Ids;
import org.pfocr.rdf.store.read.Quads;

/**
 * Groups by variables with counts, and with MIN, MAX, SUM and AVG of variables (SPARQL 1.1 Query Language, section 11), on
 * node ids. Each distinct value of a group is evaluated once. Immutable.
 */
final class GroupCounts {
    /** What the groups of a query may take: an eighth of the heap. */
    private static final long MEMORY_LONGS = Math.min(Runtime.getRuntime().maxMemory() / 8 / Long.BYTES, 1 << 29);

    private final List<Var> keys;
    private final List<Count> counts;
    private final Groups.@Nullable Highest highest;

    private GroupCounts(List<Var> keys, List<Count> counts, Groups.@Nullable Highest highest) {
        this.keys = keys;
        this.counts = counts;
        this.highest = highest;
    }

    /**
     * The groups and counts of an operation; null where it has something else than variables and counts of them.
     *
     * @param highest null for all groups
     */
    static @Nullable GroupCounts of(OpGroup op, Groups.@Nullable Highest highest) {
        if (!op.getGroupVars().getExprs().isEmpty()) {
            return null;
        }
        List<Count> counts = new ArrayList<>();
        for (ExprAggregator expr : op.getAggregators()) {
            Count count = Count.of(expr);
            if (count == null) {
                return null;
            }
            counts.add(count);
        }
        return new GroupCounts(List.copyOf(op.getGroupVars().getVars()), counts, highest);
    }

    /** The variables of which groups and counts need values. */
    private Set<Var> variables() {
        Set<Var> variables = new LinkedHashSet<>(keys);
        counts.forEach(count -> {
            if (count.of() != null) {
                variables.add(count.of());
            }
        });
        return variables;
    }

    /**
     * The groups of an operation's rows, which are answered in columns where they can be had so.
     *
     * @param rows gives them where they cannot
     */
    QueryIterator of(Op op, Supplier<QueryIterator> rows, Quads quads, ExecutionContext context) {
        return lazy(
                (groups, ids) -> {
                    Pace pace = Pace.of(context);
                    boolean isDone = ColumnTurn.in(pace, () -> {
                        Relation columns = ColumnTurn.answer(op, variables(), quads, ids, context);
                        if (columns == null) {
                            return false;
                        }
                        count(columns, groups, new Steps(pace::step));
                        return true;
                    });
                    if (!isDone) { // Its parts may want columns of their own.
                        count(rows.get(), groups, ids);
                    }
                },
                quads,
                context);
    }

    /** The groups of a triple pattern's matches. */
    QueryIterator of(JoinPlan plan, Node graph, ExecutionContext context) {
        return lazy(
                (groups, ids) -> {
                    IndexCounts index = new IndexCounts(keys, counts, Pace.of(context)::step);
                    if (!index.byProperties(plan.quads(), graph, plan.order().get(0), groups)
                            && !index.byPlaces(plan, groups)
                            && !index.byRuns(plan.quads(), graph, plan.order().get(0), groups)) {
                        count(plan, groups, Pace.of(context));
                    }
                },
                plan.quads(),
                context);
    }

    /** The groups of rows, which are closed. */
    QueryIterator of(QueryIterator rows, Quads quads, ExecutionContext context) {
        return lazy((groups, ids) -> count(rows, groups, ids), quads, context);
    }

    /** Nothing is counted before somebody asks for the first group. */
    private QueryIterator lazy(BiConsumer<Groups, Ids> count, Quads quads, ExecutionContext context) {
        Pace pace = Pace.of(context);
        Iterator<Binding> iterator = new Iterator<>() {
            private @Nullable Iterator<Binding> made;

            private Iterator<Binding> made() {
                if (made == null) {
                    Ids ids = new Ids(quads.terms());
                    try {
                        Groups groups = new Groups(keys, counts, new Memory(MEMORY_LONGS), pace::step);
                        count.accept(groups, ids);
                        made = groups.rows(highest, ids, context);
                    } catch (Memory.Exceeded e) {
                        throw pace.noMemory();
                    }
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

    private void count(Relation rows, Groups groups, Steps steps) {
        int[] keyPlaces = keys.stream().mapToInt(rows::place).toArray();
        int[] valuePlaces = places(rows::place);
        long[] key = new long[keyPlaces.length];
        long[] values = new long[valuePlaces.length];
        for (int row = 0; row < rows.size(); row++) {
            steps.row();
            for (int i = 0; i < key.length; i++) {
                key[i] = keyPlaces[i] < 0 ? IdBinding.UNBOUND : rows.id(row, keyPlaces[i]);
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = valuePlaces[i] < 0 ? IdBinding.UNBOUND : rows.id(row, valuePlaces[i]);
            }
            groups.row(key, values, rows.times(row));
        }
    }

    /** Places of the counts' variables; negative where there is none. */
    private int[] places(ToIntFunction<Var> place) {
        return counts.stream()
                .mapToInt(count -> count.of() == null ? -1 : place.applyAsInt(count.of()))
                .toArray();
    }

    private void count(JoinPlan plan, Groups groups, Pace pace) {
        int[] keySlots = keys.stream().mapToInt(plan::slot).toArray();
        int[] valueSlots = places(plan::slot);
        long[] key = new long[keySlots.length];
        long[] values = new long[valueSlots.length];
        JoinPlan.Matches matches = plan.matches(pace);
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
    }

    private void count(QueryIterator rows, Groups groups, Ids ids) {
        try {
            long[] key = new long[keys.size()];
            long[] values = new long[counts.size()];
            while (rows.hasNext()) {
                Binding row = rows.next();
                for (int i = 0; i < key.length; i++) {
                    key[i] = ids.id(row, keys.get(i));
                }
                for (int i = 0; i < values.length; i++) {
                    Var of = counts.get(i).of();
                    values[i] = of == null ? IdBinding.UNBOUND : ids.id(row, of);
                }
                groups.row(key, values, 1);
            }
        } finally {
            rows.close();
        }
    }
}
