package org.pfocr.rdf.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.jena.atlas.io.IndentedLineBuffer;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.shared.PrefixMapping;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.Op1;
import org.apache.jena.sparql.algebra.op.Op2;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpN;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpPropFunc;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpReduced;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.op.OpSlice;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIteratorWrapper;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.serializer.SerializationContext;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sparql.util.ExprUtils;
import org.apache.jena.sparql.util.FmtUtils;
import org.apache.jena.sparql.util.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * What a query did, operation by operation: rows that were found, beside those that the planner expected, and time. For one
 * run and its thread. It is long because each kind of operation has its words.
 */
public final class Explanation {
    private static final Symbol KEY = Symbol.create("https://pfocr.wikipathways.org/explanation");
    private static final int MAX_TEXT = 160;
    private static final double NANOS_PER_MILLI = 1e6;

    private final IdentityHashMap<Op, Measured> operations = new IdentityHashMap<>();
    /** For each pattern the orders in which it was answered. */
    private final IdentityHashMap<BasicPattern, IdentityHashMap<BasicPattern, Steps>> orders = new IdentityHashMap<>();

    private final SerializationContext names;
    private @Nullable Op root;
    /** What time goes to now. */
    private @Nullable Measured current;

    private long since;

    /** Rows that an operation has given, and the time that it took without those that it asked. */
    static final class Measured {
        private long rows;
        private long nanos;
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Steps(BasicPattern order, List<Double> expected, long[] found) {
        /** The same as parts; the last expects what the pattern does. */
        List<Part> parts(Function<Triple, String> name) {
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < order.size(); i++) {
                boolean isStep = i < found.length; // Where a term is not in the store there are none.
                parts.add(new Part(
                        name.apply(order.get(i)), isStep ? expected.get(i) : 0, isStep ? found[i] : 0, -1, List.of()));
            }
            return parts;
        }
    }

    /**
     * One operation.
     *
     * @param text in words, with terms of the query
     * @param expected rows, from the counts of the store; negative where nothing is expected
     * @param rows that it gave; negative where it was done as a part of what is above it
     * @param millis without the time of its parts; negative where it is not known
     */
    public record Part(String text, double expected, long rows, double millis, List<Part> parts) {}

    private Explanation(PrefixMapping prefixes) {
        this.names = new SerializationContext(prefixes);
    }

    /**
     * Has a run explained.
     *
     * @param context of the run, before it begins
     */
    public static Explanation of(Query query, Context context) {
        Explanation explanation = new Explanation(query.getPrefixMapping());
        context.set(KEY, explanation);
        return explanation;
    }

    /** The explanation that a run is to get; null for none. */
    static @Nullable Explanation of(ExecutionContext context) {
        return context.getContext().get(KEY);
    }

    void begin(Op op) {
        root = root == null ? op : root;
    }

    /**
     * Notes what an order of a pattern's triple patterns found.
     *
     * @param pattern as it stands in the query
     * @param expected rows after each step; none where a term is not in the store
     * @param found matches of each step
     */
    void count(BasicPattern pattern, BasicPattern order, List<Double> expected, long[] found) {
        long[] sums = orders.computeIfAbsent(pattern, key -> new IdentityHashMap<>())
                .computeIfAbsent(order, key -> new Steps(order, expected, new long[found.length]))
                .found;
        for (int i = 0; i < found.length; i++) {
            sums[i] += found[i];
        }
    }

    /** Enters an operation; what is returned is to be given to {@link #leave}. */
    @Nullable
    Measured enter(Op op) {
        return enter(operations.computeIfAbsent(op, key -> new Measured()));
    }

    private @Nullable Measured enter(Measured next) {
        Measured before = current;
        charge();
        current = next;
        return before;
    }

    void leave(@Nullable Measured before) {
        charge();
        current = before;
    }

    private void charge() {
        long now = System.nanoTime();
        if (current != null) {
            current.nanos += now - since;
        }
        since = now;
    }

    /** The same rows, counted. */
    QueryIterator measured(Op op, QueryIterator rows) {
        Measured measured = operations.computeIfAbsent(op, key -> new Measured());
        return new QueryIteratorWrapper(rows) {
            @Override
            protected boolean hasNextBinding() {
                Measured before = enter(measured);
                try {
                    return super.hasNextBinding();
                } finally {
                    leave(before);
                }
            }

            @Override
            protected Binding moveToNextBinding() {
                Measured before = enter(measured);
                try {
                    measured.rows++;
                    return super.moveToNextBinding();
                } finally {
                    leave(before);
                }
            }
        };
    }

    /** What was done, once the run has ended; nothing where no operation was needed. */
    public @Nullable Part result() {
        Op op = root;
        return op == null ? null : part(op);
    }

    private Part part(Op op) {
        Measured measured = operations.get(op);
        List<Part> parts = new ArrayList<>();
        double expected = -1;
        if (op instanceof OpQuadPattern pattern) {
            List<Part> steps = steps(pattern.getBasicPattern());
            expected = steps.isEmpty() ? -1 : steps.get(steps.size() - 1).expected;
            if (steps.size() > 1) { // A single one is named above.
                parts.addAll(steps);
            }
        }
        below(op).forEach(each -> parts.add(part(each)));
        return new Part(
                shortened(words(op)),
                expected,
                measured == null ? -1 : measured.rows,
                measured == null ? -1 : measured.nanos / NANOS_PER_MILLI,
                parts);
    }

    /** The order that found most; where there is none, the patterns as they were written. */
    private List<Part> steps(BasicPattern pattern) {
        return orders.getOrDefault(pattern, new IdentityHashMap<>()).values().stream()
                .max(Comparator.comparingLong(
                        steps -> Arrays.stream(steps.found).sum()))
                .map(steps -> steps.parts(this::name))
                .orElseGet(() -> pattern.getList().stream()
                        .map(triple -> new Part(name(triple), -1, -1, -1, List.of()))
                        .toList());
    }

    private static List<Op> below(Op op) {
        return op instanceof Op1 one
                ? List.of(one.getSubOp())
                : op instanceof Op2 two
                        ? List.of(two.getLeft(), two.getRight())
                        : op instanceof OpN many ? many.getElements() : List.of();
    }

    private String words(Op op) {
        if (op instanceof OpProject project) {
            return "keep " + variables(project.getVars());
        }
        if (op instanceof OpDistinct || op instanceof OpReduced) {
            return "leave out repeated rows";
        }
        if (op instanceof OpSlice slice) {
            return (slice.getLength() < 0 ? "all rows" : "at most " + slice.getLength() + " rows")
                    + (slice.getStart() > 0 ? " after the first " + slice.getStart() : "");
        }
        if (op instanceof OpTopN top) {
            return "the first " + top.getLimit() + " by " + conditions(top.getConditions());
        }
        if (op instanceof OpOrder order) {
            return "sort by " + conditions(order.getConditions());
        }
        if (op instanceof OpGroup group) {
            String counted = group.getAggregators().stream()
                    .map(each -> each.getAggregator().toString())
                    .collect(Collectors.joining(", "));
            return (group.getGroupVars().isEmpty()
                            ? "group all rows"
                            : "group by " + variables(group.getGroupVars().getVars()))
                    + (counted.isEmpty() ? "" : ": " + counted);
        }
        if (op instanceof OpExtend extend) {
            String values = extend.getVarExprList().getExprs().entrySet().stream()
                    .map(each -> each.getKey() + " = " + name(each.getValue()))
                    .collect(Collectors.joining(", "));
            if (extend.getSubOp() instanceof OpGroup group) {
                for (ExprAggregator each : group.getAggregators()) { // ARQ's own names are no words.
                    values = values.replace(
                            each.getVar().toString(), each.getAggregator().toString());
                }
            }
            return "set " + values;
        }
        if (op instanceof OpFilter filter) {
            return "keep rows where "
                    + filter.getExprs().getList().stream().map(this::name).collect(Collectors.joining(" and "));
        }
        if (op instanceof OpQuadPattern pattern) {
            int size = pattern.getBasicPattern().size();
            return size == 1
                    ? "find " + name(pattern.getBasicPattern().get(0))
                    : "find " + size + " patterns, in this order";
        }
        if (op instanceof OpGraph graph) {
            return Quad.isUnionGraph(graph.getNode())
                    ? "in all graphs"
                    : "in the graph " + FmtUtils.stringForNode(graph.getNode(), names);
        }
        if (op instanceof OpPath path) {
            return "follow " + FmtUtils.stringForNode(path.getTriplePath().getSubject(), names) + " "
                    + path.getTriplePath().getPath().toString(names.getPrologue()) + " "
                    + FmtUtils.stringForNode(path.getTriplePath().getObject(), names);
        }
        if (op instanceof OpPropFunc function) {
            return "ask the function " + FmtUtils.stringForNode(function.getProperty(), names);
        }
        if (op instanceof OpService service) {
            return "ask the endpoint " + FmtUtils.stringForNode(service.getService(), names);
        }
        return op instanceof OpConditional || op instanceof OpLeftJoin
                ? "add the second where there is one"
                : op instanceof OpJoin
                        ? "join both"
                        : op instanceof OpSequence
                                ? "one after the other, for each row"
                                : op instanceof OpUnion
                                        ? "either of both"
                                        : op instanceof OpMinus
                                                ? "the first without the second"
                                                : op instanceof OpTable ? "given values" : op.getName();
    }

    private static String variables(List<Var> variables) {
        return variables.stream().map(Var::toString).collect(Collectors.joining(" "));
    }

    private String conditions(List<SortCondition> conditions) {
        return conditions.stream()
                .map(each -> name(each.getExpression())
                        + (each.getDirection() == Query.ORDER_DESCENDING ? " downwards" : ""))
                .collect(Collectors.joining(", "));
    }

    private String name(Expr expression) {
        IndentedLineBuffer out = new IndentedLineBuffer();
        ExprUtils.fmtSPARQL(out, expression, names);
        return out.asString()
                .replace("GRAPH <" + Quad.unionGraph + "> ", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private String name(Triple triple) {
        return shortened(FmtUtils.stringForNode(triple.getSubject(), names) + " "
                + FmtUtils.stringForNode(triple.getPredicate(), names) + " "
                + FmtUtils.stringForNode(triple.getObject(), names));
    }

    private static String shortened(String all) {
        String text = all.replaceAll("\\?[?/]+", "?"); // The names of variables that ARQ makes begin so.
        return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
    }

    /** The explanation as indented lines. */
    public String text() {
        Part top = result();
        StringBuilder text = new StringBuilder();
        if (top == null) {
            text.append("nothing was to be found\n");
        } else {
            lines(top, 0, text);
        }
        return text.toString();
    }

    private static void lines(Part part, int depth, StringBuilder text) {
        text.append("  ".repeat(depth)).append(part.text);
        List<String> notes = new ArrayList<>();
        if (part.rows >= 0) {
            notes.add(String.format(Locale.ROOT, "%,d %s", part.rows, part.rows == 1 ? "row" : "rows"));
        }
        if (part.expected >= 0) {
            notes.add(String.format(Locale.ROOT, "expected %,.0f", part.expected));
        }
        if (part.millis >= 0) {
            notes.add(String.format(Locale.ROOT, "%.1f ms", part.millis));
        }
        text.append(notes.isEmpty() ? "" : "  [" + String.join(", ", notes) + "]")
                .append('\n');
        part.parts.forEach(each -> lines(each, depth + 1, text));
    }
}
