package org.pfocr.rdf.serve.bound;

import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.Accumulator;
import org.apache.jena.sparql.expr.aggregate.AccumulatorExpr;
import org.apache.jena.sparql.expr.aggregate.AggGroupConcat;
import org.apache.jena.sparql.expr.aggregate.AggGroupConcatDistinct;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.sparql.function.FunctionEnv;
import org.jspecify.annotations.Nullable;

/** GROUP_CONCAT of which the text is not too long. Stateless. */
final class BoundedGroupConcat {
    private BoundedGroupConcat() {}

    /** The same aggregate with a bound; null where it is no GROUP_CONCAT of ARQ's. */
    static @Nullable ExprAggregator of(ExprAggregator aggregate, Bounds bounds) {
        Aggregator aggregator = aggregate.getAggregator();
        if (aggregator.getClass() == AggGroupConcat.class) {
            AggGroupConcat concat = (AggGroupConcat) aggregator;
            return new ExprAggregator(
                    aggregate.getVar(), new All(concat.getExprList().get(0), concat.getSeparator(), bounds));
        }
        if (aggregator.getClass() == AggGroupConcatDistinct.class) {
            AggGroupConcatDistinct concat = (AggGroupConcatDistinct) aggregator;
            return new ExprAggregator(
                    aggregate.getVar(), new Distinct(concat.getExprList().get(0), concat.getSeparator(), bounds));
        }
        return null;
    }

    private static final class All extends AggGroupConcat {
        private final Bounds bounds;

        All(Expr text, @Nullable String separator, Bounds bounds) {
            super(text, separator);
            this.bounds = bounds;
        }

        @Override
        public Aggregator copy(ExprList texts) {
            return new All(texts.get(0), getSeparator(), bounds);
        }

        @Override
        public Accumulator createAccumulator() {
            return new Joined(getExprList().get(0), false, getSeparator(), bounds);
        }
    }

    private static final class Distinct extends AggGroupConcatDistinct {
        private final Bounds bounds;

        Distinct(Expr text, @Nullable String separator, Bounds bounds) {
            super(text, separator);
            this.bounds = bounds;
        }

        @Override
        public Aggregator copy(ExprList texts) {
            return new Distinct(texts.get(0), getSeparator(), bounds);
        }

        @Override
        public Accumulator createAccumulator() {
            return new Joined(getExprList().get(0), true, getSeparator(), bounds);
        }
    }

    private static final class Joined extends AccumulatorExpr {
        private final StringBuilder text = new StringBuilder();
        private final String separator;
        private final Bounds bounds;

        Joined(Expr expr, boolean isDistinct, @Nullable String separator, Bounds bounds) {
            super(expr, isDistinct);
            this.separator = separator == null ? " " : separator; // SPARQL 1.1, section 18.5.1.7.
            this.bounds = bounds;
        }

        @Override
        protected void accumulate(NodeValue value, Binding binding, FunctionEnv env) {
            if (getAccCount() > 0) {
                text.append(separator);
            }
            text.append(value.asString());
            bounds.text("GROUP_CONCAT", text.length());
        }

        @Override
        protected void accumulateError(Binding binding, FunctionEnv env) {
            // Counted by the class above.
        }

        @Override
        protected NodeValue getAccValue() {
            return NodeValue.makeString(text.toString());
        }
    }
}
