package org.pfocr.rdf.answer.columns;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.LongPredicate;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBuilder;
import org.apache.jena.sparql.expr.E_BNode;
import org.apache.jena.sparql.expr.E_Call;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_IsBlank;
import org.apache.jena.sparql.expr.E_IsIRI;
import org.apache.jena.sparql.expr.E_IsLiteral;
import org.apache.jena.sparql.expr.E_Random;
import org.apache.jena.sparql.expr.E_StrUUID;
import org.apache.jena.sparql.expr.E_UUID;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionEnv;
import org.apache.jena.vocabulary.XSD;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.read.TermTable;

/**
 * Filters and new columns by expressions. An expression is evaluated by ARQ, once for each different combination of the values
 * that it asks for. For one query and one thread.
 */
final class Expressions {
    private final TermIds terms;
    private final FunctionEnv context;
    private final Memory memory;
    private final Steps steps;

    Expressions(TermIds terms, FunctionEnv context, Memory memory, Steps steps) {
        this.terms = terms;
        this.context = context;
        this.memory = memory;
        this.steps = steps;
    }

    /** Whether an expression has the same value for the same values of its variables. */
    static boolean isCovered(Expr expr) {
        if (expr instanceof ExprVar || expr instanceof NodeValue) {
            return true;
        }
        boolean isOther = !(expr instanceof ExprFunction)
                || expr instanceof ExprFunctionOp
                || expr instanceof E_Call
                || expr instanceof E_Random
                || expr instanceof E_UUID
                || expr instanceof E_StrUUID
                || expr instanceof E_BNode
                || (expr instanceof E_Function function
                        && !function.getFunctionIRI().startsWith(XSD.NS));
        return !isOther && ((ExprFunction) expr).getArgs().stream().allMatch(Expressions::isCovered);
    }

    /** A test of a variable's kind of term, by its id; null where an expression is another. */
    private @Nullable LongPredicate kind(Expr expr) {
        if (!(expr instanceof ExprFunction1 test && test.getArg().isVariable())) {
            return null;
        }
        TermTable.Kind kind = expr instanceof E_IsLiteral
                ? TermTable.Kind.LITERAL
                : expr instanceof E_IsBlank
                        ? TermTable.Kind.BLANK
                        : expr instanceof E_IsIRI ? TermTable.Kind.IRI : null;
        return kind == null ? null : id -> terms.kind(id) == kind;
    }

    /** What an expression asks for in the rows of a relation, and which combinations of it have been seen. */
    private final class Asked {
        private final Expr expr;
        private final Relation rows;
        private final List<Var> variables;
        private final int[] places;
        private final long[] values;
        private final LongRows seen;
        /** For each combination that was seen, whether the expression is true. */
        private final BitSet truths = new BitSet();

        private final @Nullable LongPredicate kind;

        Asked(Expr expr, Relation rows) {
            this.expr = expr;
            this.rows = rows;
            this.variables = expr.getVarsMentioned().stream()
                    .filter(rows.variables()::contains)
                    .toList();
            this.places = variables.stream().mapToInt(rows::place).toArray();
            this.values = new long[places.length];
            this.seen = new LongRows(places.length, memory);
            this.kind = kind(expr);
        }

        /** The number of a row's combination; a new one is one more than the highest before. */
        int number(int row) {
            for (int i = 0; i < places.length; i++) {
                values[i] = rows.id(row, places[i]);
            }
            return seen.number(values);
        }

        int size() {
            return seen.size();
        }

        /** The values of the last combination. */
        private Binding binding() {
            BindingBuilder binding = Binding.builder();
            for (int i = 0; i < places.length; i++) {
                if (values[i] != Relation.UNBOUND) {
                    binding.add(variables.get(i), terms.term(values[i]));
                }
            }
            return binding.build();
        }

        boolean isTrue(int row) {
            if (kind != null && places.length == 1) {
                long id = rows.id(row, places[0]);
                return id != Relation.UNBOUND && kind.test(id);
            }
            int before = seen.size();
            int number = number(row);
            if (number == before) {
                truths.set(number, expr.isSatisfied(binding(), context));
            }
            return truths.get(number);
        }

        long value() {
            try {
                return terms.id(expr.eval(binding(), context).asNode());
            } catch (ExprEvalException e) {
                return Relation.UNBOUND;
            }
        }
    }

    /** The rows for which expressions are true. The relation is given up by it. */
    Relation filter(Relation rows, List<Expr> exprs, Collection<Var> needed) {
        List<Var> kept = rows.variables().stream().filter(needed::contains).toList();
        int[] places = kept.stream().mapToInt(rows::place).toArray();
        long[] out = new long[places.length];
        List<Asked> asked = exprs.stream().map(expr -> new Asked(expr, rows)).toList();
        Relation.Builder result = new Relation.Builder(kept, memory);
        for (int row = 0; row < rows.size(); row++) {
            steps.row();
            boolean isTrue = true;
            for (int i = 0; isTrue && i < asked.size(); i++) {
                isTrue = asked.get(i).isTrue(row);
            }
            if (isTrue) {
                for (int i = 0; i < out.length; i++) {
                    out[i] = rows.id(row, places[i]);
                }
                result.add(out, rows.times(row));
            }
        }
        memory.give(rows.longs());
        return result.relation();
    }

    /** The rows with one column more: the value of an expression, none where it has none. The relation is given up by it. */
    Relation extended(Relation rows, Var variable, Expr expr) {
        memory.take(rows.size());
        long[] column = new long[rows.size()];
        Asked asked = new Asked(expr, rows);
        long[] made = new long[16];
        for (int row = 0; row < column.length; row++) {
            steps.row();
            int before = asked.size();
            int number = asked.number(row);
            if (number == made.length) {
                memory.take(made.length);
                made = Arrays.copyOf(made, Math.multiplyExact(2, made.length));
            }
            if (number == before) {
                made[number] = asked.value();
            }
            column[row] = made[number];
        }
        return rows.with(variable, column);
    }
}
