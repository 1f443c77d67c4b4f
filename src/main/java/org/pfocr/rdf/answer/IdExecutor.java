package org.pfocr.rdf.answer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.Op1;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpDatasetNames;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpPropFunc;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpSlice;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.algebra.optimize.Optimize;
import org.apache.jena.sparql.algebra.optimize.TransformFilterPlacement;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterMinus;
import org.apache.jena.sparql.engine.iterator.QueryIterPath;
import org.apache.jena.sparql.engine.iterator.QueryIterPeek;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.engine.iterator.QueryIterSingleton;
import org.apache.jena.sparql.engine.join.Join;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.expr.E_Equals;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrContains;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.sparql.pfunction.PropertyFunction;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.Symbol;
import org.apache.jena.tdb2.solver.OpExecutorTDB2;
import org.apache.jena.tdb2.solver.QC2;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.columns.Relation;
import org.pfocr.rdf.answer.rewrite.DistinctChoices;
import org.pfocr.rdf.answer.rewrite.OpenPath;
import org.pfocr.rdf.answer.rows.Groups;
import org.pfocr.rdf.answer.rows.Ids;
import org.pfocr.rdf.answer.services.ServiceParts;
import org.pfocr.rdf.store.read.Quads;

/**
 * Answers basic graph patterns, optional patterns and counts of groups on node ids; everything else is ARQ's and TDB2's
 * work as it is. Terms are read only where a filter, an order or the answer needs them.
 *
 * <p>Patterns with a variable graph, data sets put together by FROM, and quad filters go the usual way. The class is long
 * because each kind of operator is met here, to be taken or left to ARQ.
 */
public final class IdExecutor extends OpExecutorTDB2 {
    /** Plans of one query by pattern: an optional pattern is answered once for each row. */
    private static final Symbol PLANS = Symbol.create("https://pfocr.wikipathways.org/plans");

    /** ARQ makes a new pattern for each row that it asks EXISTS of. */
    private static final int MAX_PLANS = 1000;

    /** Filters of one query, put where their variables have values. */
    private static final Symbol PLACED = Symbol.create("https://pfocr.wikipathways.org/placed");

    /** Groups of one query of which not all are wanted. */
    private static final Symbol HIGHEST = Symbol.create("https://pfocr.wikipathways.org/highest");

    /** What of one query is cut off. */
    private static final Symbol SLICED = Symbol.create("https://pfocr.wikipathways.org/sliced");

    private final boolean reorder;
    private final Pace pace;
    private final ServiceParts services;

    /**
     * Has queries of a generation's dataset answered on node ids. Without it they get the same answers by TDB2's and ARQ's
     * own ways.
     *
     * @param dataset of a generation that is open
     */
    public static void attach(DatasetGraph dataset) {
        QC.setFactory(dataset.getContext(), IdExecutor::new);
        dataset.getContext()
                .set(
                        ARQConstants.sysOptimizerFactory,
                        DistinctChoices.rewriting(OpenPath.rewriting(Optimize.stdOptimizationFactory)));
    }

    private IdExecutor(ExecutionContext context) {
        this(context, true);
    }

    private IdExecutor(ExecutionContext context, boolean reorder) {
        super(context);
        this.reorder = reorder;
        this.pace = Pace.of(context);
        this.services = new ServiceParts(this::exec, context);
    }

    /** The quads that a pattern is about; null where the usual way must be gone. */
    private @Nullable Quads quads(OpQuadPattern op) {
        if (!(execCxt.getDataset() instanceof DatasetGraphTDB dataset) || QC2.getFilter(execCxt.getContext()) != null) {
            return null;
        }
        Node graph = op.getGraphNode();
        boolean isFixed = Quad.isUnionGraph(graph) || (graph.isURI() && !Quad.isDefaultGraph(graph));
        return isFixed && JoinPlan.isPlain(op.getBasicPattern()) ? Quads.of(dataset) : null;
    }

    private static Node graph(OpQuadPattern op) {
        return Quad.isUnionGraph(op.getGraphNode()) ? Node.ANY : op.getGraphNode();
    }

    /** Where rows come from or become more, there is a step between any two; our own iterators have theirs. */
    @Override
    protected QueryIterator exec(Op op, QueryIterator input) {
        Explanation explanation = Explanation.of(execCxt);
        if (explanation == null) {
            return paced(op, input);
        }
        explanation.begin(op);
        Explanation.Measured before = explanation.enter(op);
        try {
            return explanation.measured(op, paced(op, input));
        } finally {
            explanation.leave(before);
        }
    }

    private QueryIterator paced(Op op, QueryIterator input) {
        QueryIterator rows = super.exec(op, input);
        boolean isMore = op instanceof OpTable
                || op instanceof OpQuadPattern
                || op instanceof OpPath
                || op instanceof OpPropFunc
                || op instanceof OpUnion
                || op instanceof OpJoin
                || op instanceof OpLeftJoin
                || op instanceof OpDatasetNames
                || op instanceof OpMinus;
        return isMore && !(rows instanceof JoinIterator) ? new PacedRows(rows, pace) : rows;
    }

    @Override
    protected QueryIterator execute(OpPath op, QueryIterator input) {
        ExecutionContext context =
                ExecutionContext.copyChangeActiveGraph(execCxt, new PacedGraph(execCxt.getActiveGraph(), pace));
        TriplePath triple = op.getTriplePath();
        QueryIterator starts = triple.getPath() instanceof OpenPath ? OpenPath.starts(input, triple, execCxt) : input;
        return new QueryIterPath(triple, starts, context);
    }

    @Override
    protected QueryIterator execute(OpQuadPattern op, QueryIterator input) {
        Quads quads = quads(op);
        return quads == null
                ? super.execute(op, input)
                : new JoinIterator(input, plans(quads, op, Set.of()), false, execCxt);
    }

    /** The plans for a pattern, by the variables that a row has before. */
    private Plans plans(Quads quads, OpQuadPattern op, Set<Var> filtered) {
        IdentityHashMap<Op, Plans> plans = ofQuery(PLANS); // Two patterns that look alike are two.
        if (plans.size() > MAX_PLANS) {
            plans.clear();
        }
        return plans.computeIfAbsent(
                op, pattern -> new Plans(quads, graph(op), op.getBasicPattern(), reorder, filtered));
    }

    @Override
    protected QueryIterator execute(OpJoin op, QueryIterator input) {
        return joined(op.getLeft(), op.getRight(), input, (left, right) -> Join.join(left, right, execCxt));
    }

    @Override
    protected QueryIterator execute(OpLeftJoin op, QueryIterator input) {
        return joined(
                op.getLeft(),
                op.getRight(),
                input,
                (left, right) -> Join.leftJoin(left, right, op.getExprs(), execCxt));
    }

    private QueryIterator joined(Op left, Op right, QueryIterator input, BinaryOperator<QueryIterator> join) {
        QueryIterator rows =
                services.restricted(left, right, input, (one, other) -> new LateJoin(one, other, join, execCxt));
        return rows == null
                ? new LateJoin(exec(left, input), exec(right, QueryIterRoot.create(execCxt)), join, execCxt)
                : rows;
    }

    @Override
    protected QueryIterator execute(OpTable op, QueryIterator input) {
        return op.isJoinIdentity() || input instanceof QueryIterRoot
                ? super.execute(op, input)
                : new LateJoin(
                        input,
                        op.getTable().iterator(execCxt),
                        (rows, values) -> Join.join(rows, values, execCxt),
                        execCxt);
    }

    @Override
    protected QueryIterator execute(OpMinus op, QueryIterator input) {
        Set<Var> common = OpVars.visibleVars(op.getLeft());
        common.retainAll(OpVars.visibleVars(op.getRight()));
        QueryIterator rows = services.restricted(
                op.getLeft(),
                op.getRight(),
                input,
                (left, right) -> QueryIterMinus.create(left, right, common, execCxt));
        return rows == null ? super.execute(op, input) : rows;
    }

    @Override
    protected QueryIterator execute(OpSequence op, QueryIterator input) {
        QueryIterator rows = services.sequence(op, input);
        return rows == null ? super.execute(op, input) : rows;
    }

    @Override
    protected QueryIterator execute(OpUnion op, QueryIterator input) {
        QueryIterator rows = services.union(op, input);
        return rows == null ? super.execute(op, input) : rows;
    }

    /** A filter over a pattern is put where its variables have values, behind the patterns' best order. */
    @Override
    protected QueryIterator execute(OpFilter op, QueryIterator input) {
        if (op.getExprs().getList().stream().anyMatch(ServiceParts::asks)) {
            QueryIterator rows = exec(OpFilter.filterBy(ServiceParts.others(op.getExprs()), op.getSubOp()), input);
            for (Expr expr : op.getExprs()) {
                rows = ServiceParts.asks(expr) ? services.filter(expr, rows) : rows;
            }
            return rows;
        }
        Quads all = execCxt.getDataset() instanceof DatasetGraphTDB dataset ? Quads.of(dataset) : null;
        Quads quads = op.getSubOp() instanceof OpQuadPattern sub ? quads(sub) : all;
        if (quads == null) {
            return super.execute(op, input);
        }
        if (!reorder || !(op.getSubOp() instanceof OpQuadPattern pattern)) {
            QueryIterator rows = exec(op.getSubOp(), input);
            for (Expr expr : op.getExprs()) {
                rows = IdFilter.of(rows, expr, quads.terms(), execCxt);
            }
            return rows;
        }
        QueryIterPeek peek = QueryIterPeek.create(input, execCxt);
        if (!peek.hasNext()) {
            return peek;
        }
        ExecutionContext context = ExecutionContext.copy(execCxt);
        context.setExecutor(inner -> new IdExecutor(inner, false));
        return QC.execute(
                placed(op, pattern, plans(quads, pattern, filtered(op)).of(peek.peek())), peek, context);
    }

    /** Variables of the filters that let few rows through, as far as their kind tells. */
    private static Set<Var> filtered(OpFilter op) {
        Set<Var> filtered = new HashSet<>();
        for (Expr expr : op.getExprs()) {
            if (expr instanceof E_Equals || expr instanceof E_StrContains || expr instanceof E_Regex) {
                filtered.addAll(expr.getVarsMentioned());
            }
        }
        return filtered;
    }

    /** A filter of an optional pattern is asked for once for each row, mostly with the same plan. */
    private record Placed(JoinPlan plan, Op op) {}

    private Op placed(OpFilter op, OpQuadPattern pattern, JoinPlan plan) {
        IdentityHashMap<Op, Placed> all = ofQuery(PLACED);
        Placed last = all.get(op);
        if (last == null || last.plan != plan) {
            if (all.size() > MAX_PLANS) {
                all.clear();
            }
            last = new Placed(
                    plan, TransformFilterPlacement.transform(op.getExprs(), pattern.getGraphNode(), plan.order()));
            all.put(op, last);
        }
        return last.op;
    }

    /** An optional pattern whose variables ARQ has found safe to be answered row by row. */
    @Override
    protected QueryIterator execute(OpConditional op, QueryIterator input) {
        QueryIterator rows = services.optional(op, input);
        if (rows != null) {
            return rows;
        }
        if (op.getRight() instanceof OpQuadPattern pattern) {
            Quads quads = quads(pattern);
            if (quads != null) {
                return new JoinIterator(exec(op.getLeft(), input), plans(quads, pattern, Set.of()), true, execCxt);
            }
        }
        return isForRow(op.getRight())
                ? new Optional(exec(op.getLeft(), input), op.getRight())
                : super.execute(op, input);
    }

    /** Whether a row can be given to an operation as its input, in the place of values for its variables. */
    private boolean isForRow(Op op) {
        return op instanceof OpQuadPattern pattern
                ? quads(pattern) != null
                : op instanceof OpConditional optional
                        ? isForRow(optional.getLeft()) && isForRow(optional.getRight())
                        : op instanceof OpFilter filter && isForRow(filter.getSubOp());
    }

    /**
     * An optional part with optional parts of its own, or with a filter. ARQ would put a row's terms into the pattern first,
     * and so make a plan for each row.
     */
    private final class Optional extends QueryIterRepeatApply {
        private final Op part;

        Optional(QueryIterator input, Op part) {
            super(input, execCxt);
            this.part = part;
        }

        @Override
        protected QueryIterator nextStage(Binding row) {
            QueryIterator rows = exec(part, QueryIterSingleton.create(row, getExecContext()));
            if (rows.hasNext()) {
                return rows;
            }
            rows.close();
            return QueryIterSingleton.create(row, getExecContext());
        }
    }

    /**
     * A function that knows its rows goes before the patterns around it where it has few, and after them where they leave few:
     * where it was written does not matter.
     */
    @Override
    protected QueryIterator execute(OpPropFunc op, QueryIterator input) {
        String name = op.getProperty().getURI();
        PropertyFunctionRegistry registry = PropertyFunctionRegistry.chooseRegistry(execCxt.getContext());
        if (!(registry.get(name) instanceof CountedFunction factory)) {
            return super.execute(op, input);
        }
        PropertyFunction function = factory.create(name);
        CountedFunction.Rows rows;
        try {
            function.build(op.getSubjectArgs(), op.getProperty(), op.getObjectArgs(), execCxt);
            rows = factory.rows(op.getSubjectArgs(), op.getObjectArgs(), execCxt);
        } catch (RuntimeException e) { // Its arguments are wrong, or the time is over.
            input.close();
            throw e;
        }
        Op around = op.getSubOp();
        if (rows == null || !isLinear(around)) {
            return called(function, op, exec(around, input));
        }
        QueryIterPeek peek = QueryIterPeek.create(input, execCxt);
        if (!peek.hasNext()) {
            return peek;
        }
        Set<Var> known = new HashSet<>();
        peek.peek().vars().forEachRemaining(known::add);
        Set<Var> more = new HashSet<>(known);
        boolean isFirst = more.add(rows.variable())
                && OpVars.visibleVars(around).contains(rows.variable())
                && rows.count() * (1 + work(around, more)) <= work(around, known);
        return isFirst ? exec(around, called(function, op, peek)) : called(function, op, exec(around, peek));
    }

    private QueryIterator called(PropertyFunction function, OpPropFunc op, QueryIterator input) {
        return new PacedRows(
                function.exec(input, op.getSubjectArgs(), op.getProperty(), op.getObjectArgs(), execCxt), pace);
    }

    /** Whether an operation may be given rows that have values for some of its variables. */
    private static boolean isLinear(Op op) {
        return op instanceof OpQuadPattern
                || op instanceof OpPath
                || (op instanceof OpFilter filter && isLinear(filter.getSubOp()))
                || (op instanceof OpPropFunc function && isLinear(function.getSubOp()))
                || (op instanceof OpSequence sequence
                        && sequence.getElements().stream().allMatch(IdExecutor::isLinear));
    }

    /** About how many records are read for one row that has values for some variables. */
    private double work(Op op, Set<Var> known) {
        if (op instanceof OpQuadPattern pattern) {
            Quads quads = quads(pattern);
            return quads == null
                    ? 1
                    : JoinPlan.of(quads, graph(pattern), pattern.getBasicPattern(), known, true, Set.of())
                            .work();
        }
        if (op instanceof OpSequence sequence) {
            double work = 0;
            Set<Var> by = new HashSet<>(known);
            for (Op part : sequence.getElements()) {
                work += work(part, by);
                by.addAll(OpVars.visibleVars(part));
            }
            return work;
        }
        return op instanceof Op1 above ? work(above.getSubOp(), known) : 1;
    }

    /** The same groups over variables alone: what is an expression is a column of its own before. */
    private static OpGroup overVariables(OpGroup op) {
        VarExprList made = new VarExprList();
        VarExprList keys = new VarExprList();
        for (Var key : op.getGroupVars().getVars()) {
            keys.add(key);
            Expr expr = op.getGroupVars().getExpr(key);
            if (expr != null) {
                made.add(key, expr);
            }
        }
        List<ExprAggregator> aggregators = new ArrayList<>();
        for (ExprAggregator expr : op.getAggregators()) {
            Aggregator aggregator = expr.getAggregator();
            ExprList of = aggregator.getExprList();
            if (of != null && of.size() == 1 && !of.get(0).isVariable()) {
                Var value = Var.alloc(expr.getVar().getName() + "/of"); // As no query can write it.
                made.add(value, of.get(0));
                aggregator = aggregator.copy(new ExprList(new ExprVar(value)));
            }
            aggregators.add(new ExprAggregator(expr.getVar(), aggregator));
        }
        return made.isEmpty() ? op : new OpGroup(OpExtend.create(op.getSubOp(), made), keys, aggregators);
    }

    @Override
    protected QueryIterator execute(OpGroup written, QueryIterator input) {
        OpGroup op = overVariables(written);
        GroupCounts counts = GroupCounts.of(op, highest().get(written));
        if (counts == null || !(execCxt.getDataset() instanceof DatasetGraphTDB dataset)) {
            return super.execute(written, input);
        }
        Quads quads = Quads.of(dataset);
        if (quads == null) {
            return super.execute(written, input);
        }
        boolean isFirst = input instanceof QueryIterRoot;
        boolean isOnePattern = op.getSubOp() instanceof OpQuadPattern pattern
                && pattern.getBasicPattern().size() == 1;
        if (isFirst && !isOnePattern && QC2.getFilter(execCxt.getContext()) == null) {
            input.close();
            return counts.of(op.getSubOp(), () -> exec(op.getSubOp(), QueryIterRoot.create(execCxt)), quads, execCxt);
        }
        if (isFirst && op.getSubOp() instanceof OpQuadPattern pattern && quads(pattern) != null) {
            input.close();
            JoinPlan plan = JoinPlan.of(quads, graph(pattern), pattern.getBasicPattern(), Set.of(), reorder, Set.of());
            return counts.of(plan, graph(pattern), execCxt);
        }
        return counts.of(exec(op.getSubOp(), input), quads, execCxt);
    }

    /** Distinct rows of which all are wanted come from columns. */
    @Override
    protected QueryIterator execute(OpDistinct op, QueryIterator input) {
        Quads quads = execCxt.getDataset() instanceof DatasetGraphTDB dataset ? Quads.of(dataset) : null;
        boolean isWhole =
                input instanceof QueryIterRoot && op.getSubOp() instanceof OpProject && sliced().get(op) == null;
        if (quads == null || !isWhole || QC2.getFilter(execCxt.getContext()) != null) {
            return super.execute(op, input);
        }
        Ids ids = new Ids(quads.terms());
        List<Var> variables = ((OpProject) op.getSubOp()).getVars();
        Relation rows = ColumnTurn.in(pace, () -> {
            Relation all = ColumnTurn.answer(op, variables, quads, ids, execCxt);
            return all != null && ColumnTurn.isKept(all) ? all : null;
        });
        if (rows == null) {
            return super.execute(op, input);
        }
        input.close();
        return QueryIterPlainWrapper.create(ColumnTurn.rows(rows, ids), execCxt);
    }

    /** Few of many rows come sooner one by one. */
    @Override
    protected QueryIterator execute(OpSlice op, QueryIterator input) {
        sliced().put(op.getSubOp(), op);
        return super.execute(op, input);
    }

    /** What is cut off, with the operation above it. */
    private IdentityHashMap<Op, OpSlice> sliced() {
        return ofQuery(SLICED);
    }

    /**
     * Of groups that are put in order by a count, highest first, and cut off, only those that can be in the answer are
     * made rows: the count tells without a term being read.
     */
    @Override
    protected QueryIterator execute(OpTopN op, QueryIterator input) {
        SortCondition first = op.getConditions().get(0);
        if (op.getLimit() > 0
                && first.getDirection() == Query.ORDER_DESCENDING
                && first.getExpression().isVariable()) {
            Var variable = first.getExpression().asVar();
            Op below = op.getSubOp();
            while (below instanceof OpProject || below instanceof OpExtend) {
                if (below instanceof OpExtend extend && extend.getVarExprList().contains(variable)) {
                    Expr source = extend.getVarExprList().getExpr(variable);
                    variable = source != null && source.isVariable() ? source.asVar() : null;
                    if (variable == null) {
                        break;
                    }
                }
                below = ((Op1) below).getSubOp();
            }
            if (below instanceof OpGroup group && variable != null) {
                highest().put(group, new Groups.Highest(variable, op.getLimit()));
            }
        }
        return super.execute(op, input);
    }

    private IdentityHashMap<Op, Groups.Highest> highest() {
        return ofQuery(HIGHEST);
    }

    /** What is kept for operations of this query, by their very object. */
    private <V> IdentityHashMap<Op, V> ofQuery(Symbol name) {
        IdentityHashMap<Op, V> kept = execCxt.getContext().get(name);
        if (kept == null) {
            kept = new IdentityHashMap<>();
            execCxt.getContext().set(name, kept);
        }
        return kept;
    }
}
