package org.pfocr.rdf.answer.columns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.E_Exists;
import org.apache.jena.sparql.expr.E_NotExists;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.read.Quads;

/**
 * Answers parts of the algebra in columns: basic graph patterns, joins, OPTIONAL, MINUS, EXISTS, projection and DISTINCT, as
 * far as the variables on which two sides are joined have a value in each row of both. For one query and one thread.
 */
public final class ColumnAnswers {
    /** To look up a row's matches takes as long as to read so many records of an index in their order. */
    private static final int RECORDS_PER_LOOKUP = 16;

    private final Quads quads;
    private final Memory memory;
    private final Joins joins;

    /**
     * @param pace is run between two steps of the work; may throw where the query was cancelled
     * @param longs that columns may take, with the tables for their joins
     */
    public ColumnAnswers(Quads quads, Runnable pace, long longs) {
        this.quads = quads;
        this.memory = new Memory(longs);
        this.joins = new Joins(memory, pace);
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
            Node graph = pattern.getGraphNode();
            return (Quad.isUnionGraph(graph) || (graph.isURI() && !Quad.isDefaultGraph(graph)))
                    && isConnected(pattern.getBasicPattern().getList());
        }
        if (op instanceof OpSequence sequence) {
            for (int i = 0; i < sequence.size(); i++) {
                if (!isCovered(sequence.get(i))
                        || (i > 0
                                && !isJoinable(
                                        OpSequence.create()
                                                .copy(sequence.getElements().subList(0, i)),
                                        sequence.get(i)))) {
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
                    && filter.getExprs().getList().stream().allMatch(expr -> isExistence(expr, filter.getSubOp()));
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
        return !shared.isEmpty() && isCovered(left) && isCovered(right) && areFixed(left, right, shared);
    }

    /** Whether no filter on top of an optional part asks for variables that only the rows before it have. */
    private static boolean isOfItself(Op before, Op part) {
        if (!(part instanceof OpFilter filter)) {
            return true;
        }
        Set<Var> outer = OpVars.visibleVars(before);
        outer.removeAll(OpVars.visibleVars(filter.getSubOp()));
        Set<Var> asked = new HashSet<>();
        filter.getExprs().getVarsMentioned().forEach(asked::add);
        for (Expr expr : filter.getExprs()) {
            if (expr instanceof ExprFunctionOp existence) {
                asked.addAll(OpVars.mentionedVars(existence.getGraphPattern()));
            }
        }
        return asked.stream().noneMatch(outer::contains);
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

    private static boolean areFixed(Op left, Op right, Set<Var> variables) {
        return OpVars.fixedVars(left).containsAll(variables)
                && OpVars.fixedVars(right).containsAll(variables);
    }

    private Relation answer(Op op, Set<Var> needed) {
        if (op instanceof OpQuadPattern pattern) {
            return pattern(pattern, needed);
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

    private Relation filter(OpFilter filter, Set<Var> needed) {
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

    private Relation join(Joins.Kind kind, Op left, Op right, Set<Var> needed) {
        List<Var> keys = new ArrayList<>(shared(left, right));
        Set<Var> ofLeft = new LinkedHashSet<>(needed);
        ofLeft.addAll(keys);
        ofLeft.retainAll(OpVars.visibleVars(left));
        return join(kind, answer(left, ofLeft), right, keys, needed);
    }

    private Relation join(Joins.Kind kind, Relation left, Op right, List<Var> keys, Set<Var> needed) {
        Set<Var> ofRight = new LinkedHashSet<>(keys);
        if (kind == Joins.Kind.INNER || kind == Joins.Kind.LEFT) {
            ofRight.addAll(needed);
        }
        ofRight.retainAll(OpVars.visibleVars(right));
        if (right instanceof OpQuadPattern pattern
                && pattern.getBasicPattern().size() == 1
                && isFewFor(left, pattern)) {
            return joins.join(kind, left, matches(left, pattern, keys, ofRight), keys, needed);
        }
        return joins.join(kind, left, answer(right, ofRight), keys, needed);
    }

    private boolean isFewFor(Relation left, OpQuadPattern pattern) {
        return (long) left.size() * RECORDS_PER_LOOKUP
                < scan(pattern, pattern.getBasicPattern().get(0), Set.of()).count();
    }

    private Scan scan(OpQuadPattern pattern, Triple triple, Collection<Var> known) {
        Node graph = Quad.isUnionGraph(pattern.getGraphNode()) ? Node.ANY : pattern.getGraphNode();
        return new Scan(quads, graph, triple, known, joins::row);
    }

    /** The matches of a triple pattern for the keys that occur on the left side. */
    private Relation matches(Relation left, OpQuadPattern pattern, Collection<Var> keys, Set<Var> needed) {
        Relation different = joins.distinct(left, keys, keys);
        return lookups(different, scan(pattern, pattern.getBasicPattern().get(0), different.variables()), needed);
    }

    /** Each row with its matches; the scan's known variables are columns of the rows. */
    private Relation lookups(Relation rows, Scan scan, Set<Var> needed) {
        List<Var> all = new ArrayList<>(rows.variables());
        scan.variables().stream().filter(variable -> !all.contains(variable)).forEach(all::add);
        List<Var> kept = all.stream().filter(needed::contains).toList();
        Relation.Builder result = new Relation.Builder(kept, memory);
        int[] known = scan.variables().subList(0, scan.known()).stream()
                .mapToInt(rows::place)
                .toArray();
        int[] ofRow = kept.stream().mapToInt(rows::place).toArray();
        int[] ofScan = kept.stream().mapToInt(scan.variables()::indexOf).toArray();
        long[] values = new long[known.length];
        long[] out = new long[kept.size()];
        for (int row = 0; row < rows.size(); row++) {
            for (int i = 0; i < known.length; i++) {
                values[i] = rows.id(row, known[i]);
            }
            scan.begin(values);
            while (scan.next()) {
                for (int i = 0; i < out.length; i++) {
                    out[i] = ofRow[i] >= 0 ? rows.id(row, ofRow[i]) : scan.value(ofScan[i]);
                }
                result.add(out, rows.times(row));
            }
            joins.row();
        }
        return result.relation();
    }

    /** A relation with one row and no variables. */
    private Relation unit() {
        Relation.Builder unit = new Relation.Builder(List.of(), memory);
        unit.add(new long[0], 1);
        return unit.relation();
    }

    /** A basic graph pattern: the pattern with the fewest matches first, then always the least that has a variable in common. */
    private Relation pattern(OpQuadPattern op, Set<Var> needed) {
        List<Triple> rest = new ArrayList<>(op.getBasicPattern().getList());
        Relation rows = null;
        Set<Var> known = new HashSet<>();
        while (!rest.isEmpty()) {
            Triple next = null;
            long least = Long.MAX_VALUE;
            for (Triple triple : rest) {
                long count = scan(op, triple, Set.of()).count();
                if (count < least
                        && (known.isEmpty()
                                || Scan.hasAny(triple, known)
                                || Scan.variables(triple).isEmpty())) {
                    least = count;
                    next = triple;
                }
            }
            if (next == null) {
                throw new IllegalStateException("the patterns are not connected");
            }
            rest.remove(next);
            Set<Var> later = new LinkedHashSet<>(needed);
            rest.forEach(triple -> later.addAll(Scan.variables(triple)));
            rows = rows == null
                    ? lookups(unit(), scan(op, next, Set.of()), later)
                    : joined(rows, op, next, known, later, least);
            known.addAll(Scan.variables(next));
        }
        return rows == null ? unit() : rows;
    }

    private Relation joined(
            Relation rows, OpQuadPattern op, Triple triple, Set<Var> known, Set<Var> later, long matches) {
        List<Var> keys = Scan.variables(triple).stream().filter(known::contains).toList();
        if ((long) rows.size() * RECORDS_PER_LOOKUP < matches) {
            return lookups(rows, scan(op, triple, keys), later);
        }
        Set<Var> ofRight = new LinkedHashSet<>(later);
        ofRight.addAll(keys);
        ofRight.retainAll(Scan.variables(triple));
        return joins.join(Joins.Kind.INNER, rows, lookups(unit(), scan(op, triple, Set.of()), ofRight), keys, later);
    }

    /** Whether the patterns hang together by variables, and are plain ones. */
    private static boolean isConnected(List<Triple> triples) {
        List<Triple> rest = new ArrayList<>(triples);
        Set<Var> known = new HashSet<>();
        boolean isMore = true;
        while (isMore) {
            isMore = rest.removeIf(triple -> {
                boolean isNext = known.isEmpty()
                        || Scan.hasAny(triple, known)
                        || Scan.variables(triple).isEmpty();
                if (isNext) {
                    known.addAll(Scan.variables(triple));
                }
                return isNext;
            });
        }
        return rest.isEmpty()
                && !triples.isEmpty()
                && triples.stream()
                        .noneMatch(triple -> triple.getSubject().isTripleTerm()
                                || triple.getObject().isTripleTerm());
    }
}
