package org.pfocr.rdf.answer.rows;

import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.Accumulator;
import org.apache.jena.sparql.expr.aggregate.AggAvg;
import org.apache.jena.sparql.expr.aggregate.AggSum;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.sparql.expr.nodevalue.XSDFuncOp;
import org.apache.jena.sparql.function.FunctionEnv;
import org.jspecify.annotations.Nullable;

/**
 * MIN, MAX, SUM or AVG of one group, by ARQ's own accumulators, from distinct terms and how often each stands. For one
 * thread.
 */
final class TermValues {
    private final Var variable;
    private final FunctionEnv context;
    private final boolean isSum;
    private final boolean isAverage;
    private final Accumulator accumulator;
    private long count;

    TermValues(Aggregator aggregator, Var variable, FunctionEnv context) {
        this.variable = variable;
        this.context = context;
        this.isAverage = aggregator instanceof AggAvg;
        this.isSum = isAverage || aggregator instanceof AggSum;
        this.accumulator =
                isSum ? new AggSum(new ExprVar(variable)).createAccumulator() : aggregator.createAccumulator();
    }

    /**
     * Adds a value.
     *
     * @param term null where the variable has none
     * @param times how often it stands
     */
    void add(@Nullable Node term, long times) {
        count = Math.addExact(count, times);
        if (term == null) {
            accumulator.accumulate(BindingFactory.empty(), context);
            return;
        }
        if (isSum && times > 1) {
            NodeValue value = NodeValue.makeNode(term);
            if (value.isInteger() || value.isDecimal()) { // Exact, and of the type that a sum of them has.
                Node product = XSDFuncOp.numMultiply(value, NodeValue.makeInteger(times))
                        .asNode();
                accumulator.accumulate(row(product), context);
                return;
            }
            if (value.isNumber()) { // Rounded after each step.
                for (long i = 1; i < times; i++) {
                    accumulator.accumulate(row(term), context);
                }
            }
        }
        accumulator.accumulate(row(term), context);
    }

    private Binding row(Node term) {
        return BindingFactory.binding(variable, term);
    }

    /** The value; null where one of the terms does not allow one. */
    @Nullable
    Node value() {
        NodeValue value = accumulator.getValue();
        if (value == null) {
            return null;
        }
        return (isAverage ? XSDFuncOp.numDivide(value, NodeValue.makeInteger(count)) : value).asNode();
    }
}
