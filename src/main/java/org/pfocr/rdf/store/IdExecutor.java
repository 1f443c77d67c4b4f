package org.pfocr.rdf.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.optimize.TransformFilterPlacement;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterPeek;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
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
        return quads == null
                ? super.execute(op, input)
                : new JoinIterator(input, row -> plan(quads, op, row), false, execCxt);
    }

    /** The plan for a pattern behind rows that give its variables a value as this row does. */
    private JoinPlan plan(Quads quads, OpQuadPattern op, Binding row) {
        Set<Var> known = new HashSet<>();
        for (Triple triple : op.getBasicPattern()) {
            for (Node node : List.of(triple.getSubject(), triple.getPredicate(), triple.getObject())) {
                if (Var.isVar(node) && row.contains(Var.alloc(node))) {
                    known.add(Var.alloc(node));
                }
            }
        }
        Map<Op, Map<Set<Var>, JoinPlan>> plans = execCxt.getContext().get(PLANS);
        if (plans == null) {
            plans = new IdentityHashMap<>();
            execCxt.getContext().set(PLANS, plans);
        }
        return plans.computeIfAbsent(op, pattern -> new HashMap<>())
                .computeIfAbsent(known, vars -> JoinPlan.of(quads, graph(op), op.getBasicPattern(), vars, reorder));
    }

    /** A filter over a pattern is put where its variables have values, behind the patterns' best order. */
    @Override
    protected QueryIterator execute(OpFilter op, QueryIterator input) {
        if (!(op.getSubOp() instanceof OpQuadPattern pattern)) {
            return super.execute(op, input);
        }
        Quads quads = quads(pattern);
        if (quads == null) {
            return super.execute(op, input);
        }
        if (!reorder) { // Placed already.
            return filtered(op, input);
        }
        QueryIterPeek peek = QueryIterPeek.create(input, execCxt);
        if (!peek.hasNext()) {
            return peek;
        }
        BasicPattern ordered = plan(quads, pattern, peek.peek()).order();
        Op placed = TransformFilterPlacement.transform(op.getExprs(), pattern.getGraphNode(), ordered);
        ExecutionContext context = ExecutionContext.copy(execCxt);
        context.setExecutor(inner -> new IdExecutor(inner, false));
        return org.apache.jena.sparql.engine.main.QC.execute(placed, peek, context);
    }

    private QueryIterator filtered(OpFilter op, QueryIterator input) {
        QueryIterator rows = exec(op.getSubOp(), input);
        for (org.apache.jena.sparql.expr.Expr expr : op.getExprs()) {
            rows = new org.apache.jena.sparql.engine.iterator.QueryIterFilterExpr(rows, expr, execCxt);
        }
        return rows;
    }

    /** An optional pattern whose variables ARQ has found safe to be answered row by row. */
    @Override
    protected QueryIterator execute(OpConditional op, QueryIterator input) {
        if (op.getRight() instanceof OpQuadPattern pattern) {
            Quads quads = quads(pattern);
            if (quads != null) {
                return new JoinIterator(exec(op.getLeft(), input), row -> plan(quads, pattern, row), true, execCxt);
            }
        }
        return super.execute(op, input);
    }

    @Override
    protected QueryIterator execute(OpGroup op, QueryIterator input) {
        GroupCounts counts = GroupCounts.of(op);
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
}
