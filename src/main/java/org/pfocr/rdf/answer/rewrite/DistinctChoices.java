package org.pfocr.rdf.answer.rewrite;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.optimize.RewriteFactory;
import org.apache.jena.sparql.expr.E_Equals;
import org.apache.jena.sparql.expr.E_LogicalOr;
import org.apache.jena.sparql.expr.E_OneOf;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;

/**
 * Takes out what a list of IN or a chain of {@code ||} has twice. ARQ makes a pattern of each part, and so would give a row
 * once for each time that its term is named (Jena 5.6.0, TransformFilterDisjunction).
 */
public final class DistinctChoices extends ExprTransformCopy {
    private DistinctChoices() {}

    /** Takes them out before ARQ sees them. */
    public static RewriteFactory rewriting(RewriteFactory next) {
        return context -> op ->
                next.create(context).rewrite(Transformer.transform(new TransformCopy(), new DistinctChoices(), op));
    }

    @Override
    public Expr transform(ExprFunctionN function, ExprList arguments) {
        if (function.getClass() != E_OneOf.class) {
            return super.transform(function, arguments);
        }
        ExprList terms = new ExprList();
        new LinkedHashSet<>(arguments.tail(1).getList()).forEach(terms::add);
        return new E_OneOf(arguments.get(0), terms);
    }

    @Override
    public Expr transform(ExprFunction2 function, Expr left, Expr right) {
        if (!(function instanceof E_LogicalOr)) {
            return super.transform(function, left, right);
        }
        Set<Expr> parts = new LinkedHashSet<>();
        int count = add(left, parts) + add(right, parts);
        if (count == parts.size()) {
            return super.transform(function, left, right);
        }
        return parts.stream().reduce(E_LogicalOr::new).orElseThrow();
    }

    /** Adds the parts of a chain; returns how many it has. */
    private static int add(Expr expr, Set<Expr> parts) {
        if (expr instanceof E_LogicalOr or) {
            return add(or.getArg1(), parts) + add(or.getArg2(), parts);
        }
        if (expr instanceof E_OneOf in) {
            in.getRHS().forEach(term -> parts.add(new E_Equals(in.getLHS(), term)));
            return in.getRHS().size();
        }
        parts.add(expr);
        return 1;
    }
}
