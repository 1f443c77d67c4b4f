package org.pfocr.rdf.answer.services;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.OpWalker;
import org.apache.jena.sparql.algebra.Table;
import org.apache.jena.sparql.algebra.TableFactory;
import org.apache.jena.sparql.algebra.op.OpConditional;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIterConcat;
import org.apache.jena.sparql.engine.join.Join;
import org.apache.jena.sparql.engine.main.JoinClassifier;
import org.apache.jena.sparql.expr.E_Exists;
import org.apache.jena.sparql.expr.E_LogicalNot;
import org.apache.jena.sparql.expr.E_NotExists;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprList;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a query that ask other endpoints inside OPTIONAL, MINUS, EXISTS, UNION and such joins as ARQ makes of whole
 * tables. ARQ answers these for one row after the other, or asks the endpoint for all that it has; here they are answered
 * for a batch of rows, whose values the SERVICE then sends together. The rows are the same. For one thread.
 */
public final class ServiceParts {
    /** What tells the rows of a batch apart. A query cannot name it. */
    private static final Var NUMBER = Var.alloc(".row");

    /** Answers an operation for rows that come in; ARQ's {@code exec}. */
    private final BiFunction<Op, QueryIterator, QueryIterator> exec;

    private final ExecutionContext context;

    public ServiceParts(BiFunction<Op, QueryIterator, QueryIterator> exec, ExecutionContext context) {
        this.exec = exec;
        this.context = context;
    }

    /** Thrown to leave a walk: it was found. */
    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1;

        Found() {
            super(null, null, false, false);
        }
    }

    /** Whether a part of the query asks another endpoint. */
    static boolean isIn(Op op) {
        if (op instanceof OpQuadPattern || op instanceof OpPath || op instanceof OpTable) {
            return false;
        }
        try {
            OpWalker.walk(op, new OpVisitorBase() {
                @Override
                public void visit(OpService service) {
                    throw new Found();
                }
            });
            return false;
        } catch (Found e) {
            return true;
        }
    }

    /** Whether rows can be given to an operation as its input, each with its number, and come out with it. */
    private static boolean isForRows(Op op) {
        return op instanceof OpService
                || op instanceof OpQuadPattern
                || op instanceof OpPath
                || op instanceof OpTable
                || (op instanceof OpSequence sequence
                        && sequence.getElements().stream().allMatch(ServiceParts::isForRows))
                || (op instanceof OpFilter filter && isForRows(filter.getSubOp()))
                || (op instanceof OpExtend extend && isForRows(extend.getSubOp()))
                || (op instanceof OpConditional optional
                        && isForRows(optional.getLeft())
                        && isForRows(optional.getRight()))
                || (op instanceof OpUnion union && isForRows(union.getLeft()) && isForRows(union.getRight()));
    }

    /** OPTIONAL, where ARQ has found that rows can be given to the optional part; null where that is not for batches. */
    public @Nullable QueryIterator optional(OpConditional op, QueryIterator input) {
        Op part = op.getRight();
        if (!isIn(part) || !isForRows(part)) {
            return null;
        }
        return new Batch(exec.apply(op.getLeft(), input), context, rows -> {
            Map<Integer, List<Binding>> found = found(part, rows);
            List<Binding> answer = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                answer.addAll(found.getOrDefault(i, List.of(rows.get(i))));
            }
            return Batch.of(answer, context);
        });
    }

    /** Whether a filter is an EXISTS or NOT EXISTS of a part that asks another endpoint and is for batches. */
    public static boolean asks(Expr expr) {
        Op part = Existence.of(expr).part();
        return part != null && isIn(part) && isForRows(part);
    }

    /** The other filters. */
    public static ExprList others(ExprList all) {
        ExprList others = new ExprList();
        all.getList().stream().filter(expr -> !asks(expr)).forEach(others::add);
        return others;
    }

    /**
     * A filter that asks whether something is there.
     *
     * @param part null where it is another filter
     */
    private record Existence(@Nullable Op part, boolean wanted) {
        static Existence of(Expr expr) {
            if (expr instanceof E_LogicalNot not) {
                Existence inner = of(not.getArg());
                return new Existence(inner.part, !inner.wanted);
            }
            return expr instanceof E_Exists exists
                    ? new Existence(exists.getGraphPattern(), true)
                    : expr instanceof E_NotExists not
                            ? new Existence(not.getGraphPattern(), false)
                            : new Existence(null, true);
        }
    }

    /** FILTER EXISTS and FILTER NOT EXISTS, for a filter that {@link #asks}. */
    public QueryIterator filter(Expr expr, QueryIterator input) {
        Existence existence = Existence.of(expr);
        Op part = Objects.requireNonNull(existence.part());
        return new Batch(input, context, rows -> {
            Map<Integer, List<Binding>> found = found(part, rows);
            List<Binding> answer = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (found.containsKey(i) == existence.wanted()) {
                    answer.add(rows.get(i));
                }
            }
            return Batch.of(answer, context);
        });
    }

    /** What a part finds for each row of a batch, by the row's place in it; the rows without their number. */
    private Map<Integer, List<Binding>> found(Op part, List<Binding> rows) {
        List<Binding> numbered = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Node number = NodeFactory.createLiteralDT(String.valueOf(i), XSDDatatype.XSDinteger);
            numbered.add(BindingFactory.binding(rows.get(i), NUMBER, number));
        }
        Map<Integer, List<Binding>> found = Batch.byNumber(
                exec.apply(part, Batch.of(numbered, context)),
                row -> Integer.valueOf(row.get(NUMBER).getLiteralLexicalForm()));
        found.values().forEach(list -> list.replaceAll(ServiceParts::withoutNumber));
        return found;
    }

    private static Binding withoutNumber(Binding row) {
        BindingBuilder plain = Binding.builder();
        row.forEach((variable, value) -> {
            if (!variable.equals(NUMBER)) {
                plain.add(variable, value);
            }
        });
        return plain.build();
    }

    /** UNION: ARQ answers its branches for one row after the other; null where that is not for batches. */
    public @Nullable QueryIterator union(OpUnion op, QueryIterator input) {
        if (!isIn(op) || !isForRows(op)) {
            return null;
        }
        List<Op> branches = new ArrayList<>();
        branches(op, branches);
        return new Batch(input, context, rows -> {
            QueryIterConcat all = new QueryIterConcat(context);
            // All are begun before the first is read, so that the endpoints work at the same time.
            branches.forEach(branch -> all.add(exec.apply(branch, Batch.of(rows, context))));
            return all;
        });
    }

    private static void branches(Op op, List<Op> branches) {
        if (op instanceof OpUnion union) {
            branches(union.getLeft(), branches);
            branches(union.getRight(), branches);
        } else {
            branches.add(op);
        }
    }

    /**
     * A sequence in which two SERVICE parts follow each other and neither needs the other's answer: both endpoints are asked
     * at the same time. Null for another sequence.
     */
    public @Nullable QueryIterator sequence(OpSequence op, QueryIterator input) {
        List<Op> steps = op.getElements();
        for (int i = 1; i + 1 < steps.size(); i++) {
            if (steps.get(i) instanceof OpService && steps.get(i + 1) instanceof OpService) {
                OpSequence before = OpSequence.create();
                steps.subList(0, i).forEach(before::add);
                Set<Var> given = OpVars.fixedVars(before);
                Set<Var> one = OpVars.visibleVars(steps.get(i));
                Set<Var> next = OpVars.visibleVars(steps.get(i + 1));
                Set<Var> shared = new LinkedHashSet<>(next);
                shared.retainAll(OpVars.visibleVars(before));
                Set<Var> both = new LinkedHashSet<>(next);
                both.retainAll(one);
                if (given.containsAll(shared) && given.containsAll(both)) {
                    QueryIterator rows =
                            atTheSameTime(exec.apply(before, input), steps.get(i), steps.get(i + 1), shared);
                    for (Op more : steps.subList(i + 2, steps.size())) {
                        rows = exec.apply(more, rows);
                    }
                    return rows;
                }
            }
        }
        return null;
    }

    private QueryIterator atTheSameTime(QueryIterator input, Op one, Op next, Set<Var> shared) {
        return new Batch(input, context, rows -> {
            Set<Binding> values = new LinkedHashSet<>();
            for (Binding row : rows) {
                BindingBuilder value = Binding.builder();
                shared.forEach(variable -> value.add(variable, row.get(variable)));
                values.add(value.build());
            }
            QueryIterator first = exec.apply(one, Batch.of(rows, context));
            return Join.join(first, exec.apply(next, Batch.of(List.copyOf(values), context)), context);
        });
    }

    /** Puts a batch of rows and the other side's rows together. */
    public interface Joining {
        QueryIterator of(QueryIterator rows, QueryIterator others);
    }

    /**
     * A join of tables, OPTIONAL or MINUS whose right side asks another endpoint: it is asked for what can join with the rows
     * of a batch. A variable that the right side always gives a value restricts it, and changes nothing in it.
     *
     * @return null where it is to be answered whole
     */
    public @Nullable QueryIterator restricted(Op left, Op right, QueryIterator input, Joining joining) {
        if (!isIn(right)) {
            return null;
        }
        Set<Var> shared = new LinkedHashSet<>(OpVars.fixedVars(right));
        shared.retainAll(OpVars.visibleVars(left));
        if (shared.isEmpty() || !JoinClassifier.isLinear(OpTable.create(table(shared)), right)) {
            return null;
        }
        return new Batch(exec.apply(left, input), context, rows -> {
            Set<Binding> values = new LinkedHashSet<>();
            boolean isWhole = true;
            for (Binding row : rows) {
                BindingBuilder value = Binding.builder();
                for (Var variable : shared) {
                    Node term = row.get(variable);
                    if (term == null) {
                        isWhole = false;
                    } else {
                        value.add(variable, term);
                    }
                }
                values.add(value.build());
            }
            List<Binding> restriction = isWhole ? List.copyOf(values) : List.of(BindingFactory.root());
            return joining.of(Batch.of(rows, context), exec.apply(right, Batch.of(restriction, context)));
        });
    }

    /** A table of one row, for the question whether rows with these variables can be given to an operation. */
    private static Table table(Set<Var> variables) {
        Table table = TableFactory.create(List.copyOf(variables));
        BindingBuilder row = Binding.builder();
        variables.forEach(variable -> row.add(variable, NodeFactory.createLiteralString("x")));
        table.addBinding(row.build());
        return table;
    }
}
