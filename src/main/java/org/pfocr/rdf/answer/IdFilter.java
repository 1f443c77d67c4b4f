package org.pfocr.rdf.answer;

import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterFilterExpr;
import org.apache.jena.sparql.engine.iterator.QueryIterProcessBinding;
import org.apache.jena.sparql.expr.E_Equals;
import org.apache.jena.sparql.expr.E_NotEquals;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.rows.IdBinding;
import org.pfocr.rdf.store.read.TermTable;

/**
 * A filter by {@code =} or {@code !=} where one side is an IRI: then terms are equal where they are the same term (SPARQL
 * 1.1 Query Language, section 17.4.1.7), which their ids tell. For one thread.
 */
final class IdFilter extends QueryIterProcessBinding {
    private final ExprFunction2 expr;
    private final boolean wanted;
    private final TermTable terms;
    private final Side left;
    private final Side right;

    /**
     * One side of the comparison.
     *
     * @param variable null for a constant
     * @param id of the constant; {@link IdBinding#UNBOUND} where no quad has it
     */
    private record Side(@Nullable Var variable, long id) {
        static @Nullable Side of(Expr expr, TermTable terms) {
            if (expr.isVariable()) {
                return new Side(expr.asVar(), IdBinding.UNBOUND);
            }
            Node constant = expr.isConstant() ? expr.getConstant().asNode() : null;
            if (constant == null || !constant.isURI()) {
                return null;
            }
            Long id = terms.id(constant);
            return new Side(null, id == null ? IdBinding.UNBOUND : id);
        }

        long of(Binding row) {
            return variable == null ? id : IdBinding.id(row, variable);
        }
    }

    private IdFilter(
            QueryIterator input, ExprFunction2 expr, Side left, Side right, TermTable terms, ExecutionContext context) {
        super(input, context);
        this.expr = expr;
        this.wanted = expr instanceof E_Equals;
        this.left = left;
        this.right = right;
        this.terms = terms;
    }

    /** The rows for which an expression is true. */
    static QueryIterator of(QueryIterator input, Expr expr, TermTable terms, ExecutionContext context) {
        if (expr instanceof E_Equals || expr instanceof E_NotEquals) {
            ExprFunction2 comparison = (ExprFunction2) expr;
            Side left = Side.of(comparison.getArg1(), terms);
            Side right = Side.of(comparison.getArg2(), terms);
            if (left != null && right != null) {
                return new IdFilter(input, comparison, left, right, terms, context);
            }
        }
        QueryIterator found = TextFilter.of(input, expr, terms, context);
        return found == null ? new QueryIterFilterExpr(input, expr, context) : found;
    }

    @Override
    public @Nullable Binding accept(Binding row) {
        long one = left.of(row);
        long other = right.of(row);
        boolean isKnown = one != IdBinding.UNBOUND && other != IdBinding.UNBOUND;
        boolean isDecided = isKnown && (terms.isIri(one) || terms.isIri(other));
        boolean isTrue = isDecided ? (one == other) == wanted : expr.isSatisfied(row, getExecContext());
        return isTrue ? row : null;
    }
}
