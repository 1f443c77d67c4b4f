package org.pfocr.rdf.serve.bound;

import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.NodeValue;

/** Arithmetic of which the result has not too many digits. Immutable. */
final class BoundedNumber extends ExprFunction2 {
    private final ExprFunction2 arithmetic;
    private final Bounds bounds;

    BoundedNumber(ExprFunction2 arithmetic, Bounds bounds) {
        super(
                arithmetic.getArg1(),
                arithmetic.getArg2(),
                arithmetic.getFunctionSymbol().getSymbol(),
                arithmetic.getOpName());
        this.arithmetic = arithmetic;
        this.bounds = bounds;
    }

    @Override
    public NodeValue eval(NodeValue left, NodeValue right) {
        return bounds.number("An operator " + getOpName(), arithmetic.eval(left, right));
    }

    @Override
    public Expr copy(Expr left, Expr right) {
        return new BoundedNumber((ExprFunction2) arithmetic.copy(left, right), bounds);
    }
}
