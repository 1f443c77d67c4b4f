package org.pfocr.rdf.serve.bound;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.expr.E_Add;
import org.apache.jena.sparql.expr.E_Divide;
import org.apache.jena.sparql.expr.E_IRI;
import org.apache.jena.sparql.expr.E_Multiply;
import org.apache.jena.sparql.expr.E_NotOneOf;
import org.apache.jena.sparql.expr.E_OneOf;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrAfter;
import org.apache.jena.sparql.expr.E_StrBefore;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrContains;
import org.apache.jena.sparql.expr.E_StrDatatype;
import org.apache.jena.sparql.expr.E_StrEncodeForURI;
import org.apache.jena.sparql.expr.E_StrLang;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.E_Subtract;
import org.apache.jena.sparql.expr.E_URI;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;

/**
 * Puts our functions in the place of those of ARQ's that can make much of little, wherever in a query they stand: in filters,
 * BIND, orders, groups, aggregates and EXISTS. All other functions make values about as long as their arguments.
 *
 * <p>An object belongs to one query and its thread.
 */
final class BoundedExpressions extends ExprTransformCopy {
    private final Bounds bounds;
    private final AtomicBoolean cancel;

    /** @param cancel set when the query has ended */
    BoundedExpressions(Bounds bounds, AtomicBoolean cancel) {
        this.bounds = bounds;
        this.cancel = cancel;
    }

    /**
     * A query with our functions.
     *
     * @throws Refusal with status 400 where its patterns are more than ARQ makes a plan of in short time
     */
    Op in(Op op) {
        return Transformer.transform(new Parts(bounds), this, op);
    }

    // Only ARQ's own classes are looked for, by their very class: ours, which are below them, are not replaced again.

    @Override
    public Expr transform(ExprFunction1 function, Expr argument) {
        Class<?> kind = function.getClass();
        if (kind == E_IRI.class) {
            return new MadeIri.Iri(((E_IRI) function).getParserBase(), argument, bounds);
        }
        if (kind == E_URI.class) {
            return new MadeIri.Uri(((E_URI) function).getParserBase(), argument, bounds);
        }
        if (kind == E_StrEncodeForURI.class) {
            return new BoundedText.Encode(argument, bounds);
        }
        return super.transform(function, argument);
    }

    @Override
    public Expr transform(ExprFunction2 function, Expr left, Expr right) {
        Class<?> kind = function.getClass();
        if (kind == E_StrContains.class) {
            return new BoundedText.Contains(left, right);
        }
        if (kind == E_StrBefore.class) {
            return new BoundedText.Before(left, right);
        }
        if (kind == E_StrAfter.class) {
            return new BoundedText.After(left, right);
        }
        if (kind == E_StrDatatype.class) {
            return new BoundedText.Typed(left, right, bounds);
        }
        if (kind == E_StrLang.class) {
            return new BoundedText.InLanguage(left, right, bounds);
        }
        if (kind == E_Multiply.class || kind == E_Add.class || kind == E_Subtract.class || kind == E_Divide.class) {
            return new BoundedNumber((ExprFunction2) function.copy(left, right), bounds);
        }
        return super.transform(function, left, right);
    }

    @Override
    public Expr transform(ExprFunctionN function, ExprList arguments) {
        Class<?> kind = function.getClass();
        if (kind == E_Regex.class) {
            return new BoundedPatterns.Regex(arguments, cancel, bounds);
        }
        if (kind == E_StrReplace.class) {
            return new BoundedPatterns.Replace(arguments, cancel, bounds);
        }
        if (kind == E_StrConcat.class) {
            return new BoundedText.Concat(arguments, bounds);
        }
        if (kind == E_OneOf.class && Among.isLong(arguments)) {
            return new Among.In(arguments);
        }
        if (kind == E_NotOneOf.class && Among.isLong(arguments)) {
            return new Among.NotIn(arguments);
        }
        return super.transform(function, arguments);
    }

    /** Aggregates are parts of groups, and no expressions to ARQ. Patterns are counted on the way. */
    private static final class Parts extends TransformCopy {
        private static final int MAX_PATTERNS = 2_000;

        private final Bounds bounds;
        private int patterns;

        Parts(Bounds bounds) {
            this.bounds = bounds;
        }

        private void count(int more) {
            patterns += more;
            if (patterns > MAX_PATTERNS) {
                throw new Refusal(new Problem(
                        HttpServletResponse.SC_BAD_REQUEST,
                        "Query too large",
                        "The query has more triple patterns, items of collections and steps of paths than "
                                + MAX_PATTERNS + ", which is the limit. For a list of values use VALUES.",
                        Map.of("limit", MAX_PATTERNS)));
            }
        }

        @Override
        public Op transform(OpBGP pattern) {
            count(pattern.getPattern().size());
            return super.transform(pattern);
        }

        @Override
        public Op transform(OpQuadPattern pattern) {
            count(pattern.getBasicPattern().size());
            return super.transform(pattern);
        }

        @Override
        public Op transform(OpPath path) {
            count(1);
            return super.transform(path);
        }

        @Override
        public Op transform(OpGroup group, Op below) {
            List<ExprAggregator> aggregators = new ArrayList<>();
            boolean isChanged = false;
            for (ExprAggregator each : group.getAggregators()) {
                ExprAggregator bounded = BoundedGroupConcat.of(each, bounds);
                isChanged |= bounded != null;
                aggregators.add(bounded == null ? each : bounded);
            }
            return isChanged ? OpGroup.create(below, group.getGroupVars(), aggregators) : super.transform(group, below);
        }
    }
}
