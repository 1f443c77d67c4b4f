package org.pfocr.rdf.store;

import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.Op1;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpTopN;
import org.apache.jena.sparql.algebra.optimize.TransformFilterPlacement;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterPeek;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.util.Symbol;
import org.apache.jena.tdb2.solver.OpExecutorTDB2;
import org.apache.jena.tdb2.solver.QC2;
import org.apache.jena.tdb2.store.DatasetGraphTDB;
import org.jspecify.annotations.Nullable;

/**
 * Answers basic graph patterns, optional patterns and counts of groups on node ids; everything else is ARQ's and TDB2's
 * work as it is. Terms are read only where a filter, an order or the answer needs them.
 *
 * <p>Patterns with a variable graph, data sets put together by FROM, and quad filters go the usual way.
 */
final class IdExecutor extends OpExecutorTDB2 {
    /** Plans of one query by pattern: an optional pattern is answered once for each row. */
    private static final Symbol PLANS = Symbol.create("https://pfocr.wikipathways.org/plans");

    /** Groups of one query of which not all are wanted. */
    private static final Symbol HIGHEST = Symbol.create("https://pfocr.wikipathways.org/highest");

    private final boolean reorder;

    IdExecutor(ExecutionContext context) {
        this(context, true);
    }

    private IdExecutor(ExecutionContext context, boolean reorder) {
        super(context);
        this.reorder = reorder;
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

    @Override
    protected QueryIterator execute(OpQuadPattern op, QueryIterator input) {
        Quads quads = quads(op);
        return quads == null ? super.execute(op, input) : new JoinIterator(input, plans(quads, op), false, execCxt);
    }

    /** The plans for a pattern, by the variables that a row has before. */
    private Plans plans(Quads quads, OpQuadPattern op) {
        IdentityHashMap<Op, Plans> plans = execCxt.getContext().get(PLANS);
        if (plans == null) {
            plans = new IdentityHashMap<>(); // Two patterns that look alike are two.
            execCxt.getContext().set(PLANS, plans);
        }
        return plans.computeIfAbsent(op, pattern -> new Plans(quads, graph(op), op.getBasicPattern(), reorder));
    }

    /** A filter over a pattern is put where its variables have values, behind the patterns' best order. */
    @Override
    protected QueryIterator execute(OpFilter op, QueryIterator input) {
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
        BasicPattern ordered = plans(quads, pattern).of(peek.peek()).order();
        Op placed = TransformFilterPlacement.transform(op.getExprs(), pattern.getGraphNode(), ordered);
        ExecutionContext context = ExecutionContext.copy(execCxt);
        context.setExecutor(inner -> new IdExecutor(inner, false));
        return QC.execute(placed, peek, context);
    }

    /** An optional pattern whose variables ARQ has found safe to be answered row by row. */
    @Override
    protected QueryIterator execute(OpConditional op, QueryIterator input) {
        if (op.getRight() instanceof OpQuadPattern pattern) {
            Quads quads = quads(pattern);
            if (quads != null) {
                return new JoinIterator(exec(op.getLeft(), input), plans(quads, pattern), true, execCxt);
            }
        }
        return super.execute(op, input);
    }

    @Override
    protected QueryIterator execute(OpGroup op, QueryIterator input) {
        GroupCounts counts = GroupCounts.of(op, highest().get(op));
        if (counts == null || !(execCxt.getDataset() instanceof DatasetGraphTDB dataset)) {
            return super.execute(op, input);
        }
        Quads quads = Quads.of(dataset);
        if (quads == null) {
            return super.execute(op, input);
        }
        boolean isFirst = input instanceof QueryIterRoot;
        if (isFirst && op.getSubOp() instanceof OpQuadPattern pattern && quads(pattern) != null) {
            input.close();
            JoinPlan plan = JoinPlan.of(quads, graph(pattern), pattern.getBasicPattern(), Set.of(), reorder);
            return counts.of(plan, execCxt);
        }
        return counts.of(exec(op.getSubOp(), input), quads, execCxt);
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
                highest().put(group, new GroupCounts.Highest(variable, op.getLimit()));
            }
        }
        return super.execute(op, input);
    }

    private IdentityHashMap<OpGroup, GroupCounts.Highest> highest() {
        IdentityHashMap<OpGroup, GroupCounts.Highest> highest =
                execCxt.getContext().get(HIGHEST);
        if (highest == null) {
            highest = new IdentityHashMap<>();
            execCxt.getContext().set(HIGHEST, highest);
        }
        return highest;
    }
}
