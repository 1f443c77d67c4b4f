package org.pfocr.rdf.answer.columns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.Table;
import org.apache.jena.sparql.algebra.op.OpAssign;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpDisjunction;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpExtendAssign;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.E_Equals;
import org.apache.jena.sparql.expr.E_Exists;
import org.apache.jena.sparql.expr.E_LogicalOr;
import org.apache.jena.sparql.expr.E_OneOf;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.function.FunctionEnv;
import org.apache.jena.sparql.util.NodeUtils;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.read.Quads;

/**
 * Answers parts of the algebra in columns: basic graph patterns, joins, OPTIONAL, MINUS, EXISTS, UNION, VALUES, filters, BIND,
 * projection and DISTINCT, as far as the variables on which two sides are joined have a value in each row of both. For one
 * query and one thread.
 */
public final class ColumnAnswers {
    private final Quads quads;
    private final Steps steps;
    private final TermIds terms;
    private final Memory memory;
    private final Joins joins;
    private final Patterns patterns;
    private final Expressions expressions;

    /**
     * @param terms of the query; what is made by BIND has ids of its own
     * @param context for expressions
     * @param pace is run between two steps of the work; may throw where the query was cancelled
     * @param longs that columns may take, with the tables for their joins
     */
    public ColumnAnswers(Quads quads, TermIds terms, FunctionEnv context, Runnable pace, long longs) {
        this.quads = quads;
        this.steps = new Steps(pace);
        this.terms = terms;
        this.memory = new Memory(longs);
        this.joins = new Joins(memory, steps);
        this.expressions = new Expressions(terms, context, memory, steps);
        this.patterns = new Patterns(quads, memory, steps, joins, expressions);
    }

    /**
     * Answers an operation.
     *
     * @param needed variables for which the result is to have columns, as far as the operation has them
     * @return null where columns do not cover it, or would take too much memory
     */
    public @Nullable Relation of(Op op, Collection<Var> needed) {
        if (!Coverage.isCovered(op)) {
            return null;
        }
        try {
            return answer(op, new LinkedHashSet<>(needed));
        } catch (Memory.Exceeded | ArithmeticException e) { // The second: more rows than a long can count.
            return null;
        }
    }

    private Relation answer(Op op, Set<Var> needed) {
        if (op instanceof OpQuadPattern pattern) {
            return patterns.answer(pattern, needed, List.of(), null);
        }
        if (op instanceof OpTable table) {
            return rows(table.getTable());
        }
        if (op instanceof OpGraph) {
            return path(path(op), needed);
        }
        if (op instanceof OpUnion union) {
            return joins.union(answer(union.getLeft(), needed), answer(union.getRight(), needed), needed);
        }
        if (op instanceof OpDisjunction either) { // ARQ makes these of a filter by some terms.
            Relation rows = answer(either.get(0), needed);
            for (int i = 1; i < either.size(); i++) {
                rows = joins.union(rows, answer(either.get(i), needed), needed);
            }
            return rows;
        }
        if (op instanceof OpExtend || op instanceof OpAssign) {
            return extended((OpExtendAssign) op, needed);
        }
        if (op instanceof OpSequence sequence) {
            Op left = sequence.get(0);
            for (int i = 1; i < sequence.size() - 1; i++) {
                left = OpJoin.create(left, sequence.get(i));
            }
            return sequence.size() == 1
                    ? answer(left, needed)
                    : join(Joins.Kind.INNER, left, sequence.get(sequence.size() - 1), needed);
        }
        if (op instanceof OpJoin join) {
            return join(Joins.Kind.INNER, join.getLeft(), join.getRight(), needed);
        }
        if (op instanceof OpConditional optional) {
            return join(Joins.Kind.LEFT, optional.getLeft(), optional.getRight(), needed);
        }
        if (op instanceof OpLeftJoin optional) {
            return join(Joins.Kind.LEFT, optional.getLeft(), optional.getRight(), needed);
        }
        if (op instanceof OpMinus minus) {
            return Coverage.shared(minus.getLeft(), minus.getRight()).isEmpty()
                    ? answer(minus.getLeft(), needed)
                    : join(Joins.Kind.ANTI, minus.getLeft(), minus.getRight(), needed);
        }
        if (op instanceof OpFilter filter) {
            return filter(filter, needed);
        }
        if (op instanceof OpDistinct distinct && distinct.getSubOp() instanceof OpProject project) {
            Relation rows = answer(project.getSubOp(), new LinkedHashSet<>(project.getVars()));
            return joins.distinct(rows, project.getVars(), needed);
        }
        OpProject project = (OpProject) op;
        Set<Var> inside = new LinkedHashSet<>(needed);
        inside.retainAll(project.getVars());
        return answer(project.getSubOp(), inside);
    }

    private Paths path(Op op) {
        return Paths.of(op, quads, terms, memory, steps);
    }

    /** All pairs of a path. */
    private Relation path(Paths path, Set<Var> needed) {
        if (!path.isClosure()) {
            return answer(path.patterns(), needed);
        }
        if (!path.isBetweenVariables()) {
            return path.fromConstant(needed);
        }
        Var start = path.start(Set.of());
        Relation first = answer(path.firstSteps(), Set.of(start));
        Relation starts = joins.distinct(first, List.of(start), List.of(start));
        memory.give(first.longs());
        Relation pairs = path.from(start, starts, needed);
        memory.give(starts.longs());
        return pairs;
    }

    /** The rows of VALUES. */
    private Relation rows(Table table) {
        List<Var> variables = table.getVars();
        Relation.Builder result = new Relation.Builder(variables, memory);
        long[] row = new long[variables.size()];
        for (Iterator<Binding> rows = table.rows(); rows.hasNext(); ) {
            Binding values = rows.next();
            for (int i = 0; i < row.length; i++) {
                row[i] = terms.id(values.get(variables.get(i)));
            }
            result.add(row, 1);
        }
        return result.relation();
    }

    private Relation extended(OpExtendAssign extend, Set<Var> needed) {
        VarExprList exprs = extend.getVarExprList();
        Set<Var> inside = new LinkedHashSet<>(needed);
        inside.addAll(Coverage.mentioned(exprs));
        Relation rows = answer(extend.getSubOp(), inside);
        for (Var variable : exprs.getVars()) {
            rows = expressions.extended(rows, variable, exprs.getExpr(variable));
        }
        return rows;
    }

    private Relation filter(OpFilter filter, Set<Var> needed) {
        List<Expr> values = filter.getExprs().getList().stream()
                .filter(Expressions::isCovered)
                .toList();
        if (!values.isEmpty()) {
            ExprList others = new ExprList();
            filter.getExprs().getList().stream()
                    .filter(expr -> !values.contains(expr))
                    .forEach(others::add);
            // Existence asks for what the rows have: the filter by values goes below it.
            return others.isEmpty()
                    ? valued(filter.getSubOp(), values, needed)
                    : filter(
                            OpFilter.filterDirect(
                                    others, OpFilter.filterDirect(new ExprList(values), filter.getSubOp())),
                            needed);
        }
        if (filter.getSubOp() instanceof OpQuadPattern large
                && filter.getExprs().size() == 1
                && filter.getExprs().get(0) instanceof E_Exists exists
                && exists.getGraphPattern() instanceof OpQuadPattern small
                && patterns.isLarge(large, small)) {
            Set<Var> keys = Coverage.shared(large, small);
            return patterns.matches(answer(small, keys), large, keys, needed, false);
        }
        List<Op> inner = new ArrayList<>();
        Set<Var> all = new LinkedHashSet<>(needed);
        for (Expr expr : filter.getExprs()) {
            inner.add(((ExprFunctionOp) expr).getGraphPattern());
            all.addAll(Coverage.shared(filter.getSubOp(), ((ExprFunctionOp) expr).getGraphPattern()));
        }
        all.retainAll(OpVars.visibleVars(filter.getSubOp()));
        Relation rows = answer(filter.getSubOp(), all);
        for (int i = 0; i < inner.size(); i++) {
            Joins.Kind kind = filter.getExprs().get(i) instanceof E_Exists ? Joins.Kind.SEMI : Joins.Kind.ANTI;
            boolean isLast = i == inner.size() - 1;
            rows = join(
                    kind,
                    rows,
                    inner.get(i),
                    new ArrayList<>(Coverage.shared(filter.getSubOp(), inner.get(i))),
                    isLast ? needed : all);
        }
        return rows;
    }

    /** IRIs and plain strings one of which a variable is. */
    private record Among(Var variable, List<Node> terms) {}

    /**
     * What an expression says of one variable, if it says that it is one of some terms; null where it is another. IRIs and
     * plain strings are equal to nothing but the same term (SPARQL 1.1 Query Language, section 17.4.1.7).
     */
    private static @Nullable Among among(Expr expr) {
        if (expr instanceof E_LogicalOr or) { // ARQ makes these of IN.
            Among left = among(or.getArg1());
            Among right = among(or.getArg2());
            if (left == null || right == null || !left.variable.equals(right.variable)) {
                return null;
            }
            List<Node> terms = new ArrayList<>(left.terms);
            terms.addAll(right.terms);
            return new Among(left.variable, terms);
        }
        Expr variable =
                expr instanceof E_OneOf in ? in.getLHS() : expr instanceof E_Equals equals ? equals.getArg1() : null;
        List<Expr> values = expr instanceof E_OneOf in
                ? in.getRHS().getList()
                : expr instanceof E_Equals equals ? List.of(equals.getArg2()) : List.of();
        boolean isOfTerms = values.stream()
                .allMatch(value -> value.isConstant()
                        && (value.getConstant().isIRI()
                                || NodeUtils.isSimpleString(value.getConstant().asNode())));
        return variable != null && variable.isVariable() && isOfTerms
                ? new Among(
                        variable.asVar(),
                        values.stream()
                                .map(value -> value.getConstant().asNode())
                                .toList())
                : null;
    }

    private Relation rows(Among among) {
        List<Var> variable = List.of(among.variable);
        Relation.Builder ids = new Relation.Builder(variable, memory);
        for (Node term : among.terms) {
            ids.add(new long[] {terms.id(term)}, 1);
        }
        Relation all = ids.relation();
        Relation different = joins.distinct(all, variable, variable);
        memory.give(all.longs());
        return different;
    }

    /** The rows of an operation for which expressions are true. */
    private Relation valued(Op op, List<Expr> exprs, Set<Var> needed) {
        if (op instanceof OpQuadPattern pattern) {
            List<Expr> others = new ArrayList<>(exprs);
            Relation before = null;
            for (Expr expr : exprs) {
                Among among = before == null ? among(expr) : null;
                if (among != null && OpVars.visibleVars(op).contains(among.variable)) {
                    before = rows(among);
                    others.remove(expr);
                }
            }
            return patterns.answer(pattern, needed, others, before);
        }
        Set<Var> inside = new LinkedHashSet<>(needed);
        exprs.forEach(expr -> inside.addAll(expr.getVarsMentioned()));
        return expressions.filter(answer(op, inside), exprs, needed);
    }

    private Relation join(Joins.Kind kind, Op left, Op right, Set<Var> needed) {
        if (kind == Joins.Kind.INNER
                && (right instanceof OpTable || right instanceof OpUnion)
                && left instanceof OpQuadPattern) {
            return join(kind, right, left, needed);
        }
        if (kind == Joins.Kind.INNER && left instanceof OpTable table && right instanceof OpQuadPattern pattern) {
            return patterns.answer(pattern, needed, List.of(), rows(table.getTable()));
        }
        if (kind == Joins.Kind.INNER
                && left instanceof OpUnion union
                && right instanceof OpQuadPattern small
                && union.getLeft() instanceof OpQuadPattern one
                && union.getRight() instanceof OpQuadPattern other
                && patterns.areLarge(one, other, small)) {
            return joins.union(join(kind, small, one, needed), join(kind, small, other, needed), needed);
        }
        List<Var> keys = new ArrayList<>(Coverage.shared(left, right));
        Set<Var> ofLeft = new LinkedHashSet<>(needed);
        ofLeft.addAll(keys);
        ofLeft.retainAll(OpVars.visibleVars(left));
        return join(kind, answer(left, ofLeft), right, keys, needed);
    }

    private Relation join(Joins.Kind kind, Relation left, Op right, List<Var> keys, Set<Var> needed) {
        Set<Var> ofRight = new LinkedHashSet<>(keys);
        if (kind.hasMatches()) {
            ofRight.addAll(needed);
        }
        ofRight.retainAll(OpVars.visibleVars(right));
        Relation matches;
        if (right instanceof OpGraph && path(right).isClosure()) {
            Paths path = path(right);
            Var start = path.start(keys);
            Relation starts = joins.distinct(left, List.of(start), List.of(start));
            matches = path.from(start, starts, ofRight);
            memory.give(starts.longs());
        } else if (right instanceof OpQuadPattern pattern && patterns.isLarge(pattern, left.size())) {
            matches = patterns.matches(left, pattern, keys, ofRight, !kind.hasMatches());
        } else {
            matches = answer(right, ofRight);
        }
        return joins.join(kind, left, matches, keys, needed);
    }
}
