package org.pfocr.rdf.answer.columns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.OpWalker;
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
import org.apache.jena.sparql.expr.E_NotExists;
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
        if (!isCovered(op)) {
            return null;
        }
        try {
            return answer(op, new LinkedHashSet<>(needed));
        } catch (Memory.Exceeded | ArithmeticException e) { // The second: more rows than a long can count.
            return null;
        }
    }

    private static boolean isCovered(Op op) {
        if (op instanceof OpQuadPattern pattern) {
            return Patterns.isCovered(pattern);
        }
        if (op instanceof OpTable table) {
            return isWhole(table.getTable());
        }
        if (op instanceof OpGraph) {
            return Paths.isCovered(op) && !Paths.isOpen(op);
        }
        if (op instanceof OpUnion union) {
            return isCovered(union.getLeft()) && isCovered(union.getRight());
        }
        if (op instanceof OpDisjunction either) {
            return either.size() > 0 && either.getElements().stream().allMatch(ColumnAnswers::isCovered);
        }
        if (op instanceof OpSequence sequence) {
            for (int i = 0; i < sequence.size(); i++) {
                Op part = sequence.get(i);
                if (i == 0
                        ? !isCovered(part)
                        : !isJoinable(before(sequence, i), part) || !isOfItself(before(sequence, i), part)) {
                    return false;
                }
            }
            return sequence.size() > 0;
        }
        if (op instanceof OpJoin join) {
            return isJoinable(join.getLeft(), join.getRight());
        }
        if (op instanceof OpConditional optional) {
            return isOfItself(optional.getLeft(), optional.getRight())
                    && isJoinable(optional.getLeft(), optional.getRight());
        }
        if (op instanceof OpLeftJoin optional) {
            return optional.getExprs() == null && isJoinable(optional.getLeft(), optional.getRight());
        }
        if (op instanceof OpMinus minus) {
            return isCovered(minus.getLeft())
                    && isCovered(minus.getRight())
                    && areFixed(minus.getLeft(), minus.getRight(), shared(minus.getLeft(), minus.getRight()));
        }
        if (op instanceof OpFilter filter) {
            return isCovered(filter.getSubOp())
                    && filter.getExprs().getList().stream()
                            .allMatch(expr -> Expressions.isCovered(expr) || isExistence(expr, filter.getSubOp()));
        }
        if (op instanceof OpExtend || op instanceof OpAssign) {
            OpExtendAssign extend = (OpExtendAssign) op;
            Set<Var> before = OpVars.visibleVars(extend.getSubOp());
            return isCovered(extend.getSubOp())
                    && extend.getVarExprList().getVars().stream().noneMatch(before::contains)
                    && extend.getVarExprList().getExprs().values().stream().allMatch(Expressions::isCovered);
        }
        if (op instanceof OpProject project) { // ARQ takes its variables for bound, also those that are not within.
            return isCovered(project.getSubOp())
                    && OpVars.fixedVars(project.getSubOp()).containsAll(project.getVars());
        }
        return op instanceof OpDistinct distinct
                && distinct.getSubOp() instanceof OpProject
                && isCovered(distinct.getSubOp());
    }

    /** Both are covered, and have variables in common that each row of both has. */
    private static boolean isJoinable(Op left, Op right) {
        Set<Var> shared = shared(left, right);
        boolean isRightCovered = right instanceof OpGraph ? Paths.isCovered(right) : isCovered(right);
        return !shared.isEmpty() && isCovered(left) && isRightCovered && areFixed(left, right, shared);
    }

    private static Op before(OpSequence sequence, int end) {
        return OpSequence.create().copy(sequence.getElements().subList(0, end));
    }

    /** Whether each row of a table has a value for each of its variables. */
    private static boolean isWhole(Table table) {
        boolean isWhole = true;
        for (Iterator<Binding> rows = table.rows(); rows.hasNext(); ) {
            isWhole &= rows.next().size() == table.getVars().size();
        }
        return isWhole;
    }

    /** Whether no expression within a part asks for variables that only the rows before it have. */
    private static boolean isOfItself(Op before, Op part) {
        Set<Var> outer = OpVars.visibleVars(before);
        Set<Var> asked = new HashSet<>();
        OpWalker.walk(part, new OpVisitorBase() {
            @Override
            public void visit(OpFilter filter) {
                Set<Var> own = OpVars.visibleVars(filter.getSubOp());
                for (Expr expr : filter.getExprs()) {
                    Set<Var> mentioned = new HashSet<>(expr.getVarsMentioned());
                    if (expr instanceof ExprFunctionOp existence) {
                        mentioned.addAll(OpVars.mentionedVars(existence.getGraphPattern()));
                    }
                    mentioned.removeAll(own);
                    asked.addAll(mentioned);
                }
            }

            @Override
            public void visit(OpExtend extend) {
                mention(extend);
            }

            @Override
            public void visit(OpAssign assign) {
                mention(assign);
            }

            private void mention(OpExtendAssign extend) {
                Set<Var> mentioned = mentioned(extend.getVarExprList());
                mentioned.removeAll(OpVars.visibleVars(extend.getSubOp()));
                asked.addAll(mentioned);
            }
        });
        return asked.stream().noneMatch(outer::contains);
    }

    private static Set<Var> mentioned(VarExprList exprs) {
        Set<Var> mentioned = new HashSet<>();
        exprs.getExprs().values().forEach(expr -> mentioned.addAll(expr.getVarsMentioned()));
        return mentioned;
    }

    private static boolean isExistence(Expr expr, Op of) {
        if (!(expr instanceof E_Exists || expr instanceof E_NotExists)) {
            return false;
        }
        Op inner = ((ExprFunctionOp) expr).getGraphPattern();
        return inner instanceof OpQuadPattern && isJoinable(of, inner);
    }

    private static Set<Var> shared(Op left, Op right) {
        Set<Var> shared = new LinkedHashSet<>(OpVars.visibleVars(left));
        shared.retainAll(OpVars.visibleVars(right));
        return shared;
    }

    /** Whether each row of both sides has a value for each of some variables. */
    private static boolean areFixed(Op left, Op right, Set<Var> variables) {
        return OpVars.fixedVars(left).containsAll(variables)
                && OpVars.fixedVars(right).containsAll(variables)
                && variables.stream().noneMatch(made(left)::contains)
                && variables.stream().noneMatch(made(right)::contains);
    }

    /** Variables of BIND: they have no value where their expression is an error, but ARQ takes them for bound. */
    private static Set<Var> made(Op op) {
        Set<Var> made = new HashSet<>();
        OpWalker.walk(op, new OpVisitorBase() {
            @Override
            public void visit(OpExtend extend) {
                extend.getVarExprList().getExprs().forEach((variable, expr) -> {
                    if (!expr.isConstant()) {
                        made.add(variable);
                    }
                });
            }
        });
        return made;
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
            return shared(minus.getLeft(), minus.getRight()).isEmpty()
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
        inside.addAll(mentioned(exprs));
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
            Set<Var> keys = shared(large, small);
            return patterns.matches(answer(small, keys), large, keys, needed, false);
        }
        List<Op> inner = new ArrayList<>();
        Set<Var> all = new LinkedHashSet<>(needed);
        for (Expr expr : filter.getExprs()) {
            inner.add(((ExprFunctionOp) expr).getGraphPattern());
            all.addAll(shared(filter.getSubOp(), ((ExprFunctionOp) expr).getGraphPattern()));
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
                    new ArrayList<>(shared(filter.getSubOp(), inner.get(i))),
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
        List<Var> keys = new ArrayList<>(shared(left, right));
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
