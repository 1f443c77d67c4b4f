package org.pfocr.rdf.answer.rows;

import java.util.Set;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.aggregate.AggAvg;
import org.apache.jena.sparql.expr.aggregate.AggCount;
import org.apache.jena.sparql.expr.aggregate.AggCountVar;
import org.apache.jena.sparql.expr.aggregate.AggCountVarDistinct;
import org.apache.jena.sparql.expr.aggregate.AggMax;
import org.apache.jena.sparql.expr.aggregate.AggMin;
import org.apache.jena.sparql.expr.aggregate.AggSample;
import org.apache.jena.sparql.expr.aggregate.AggSampleDistinct;
import org.apache.jena.sparql.expr.aggregate.AggSum;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.jspecify.annotations.Nullable;

/**
 * One value that is wanted of each group.
 *
 * @param of the variable whose values are counted or put together; null for rows
 * @param aggregator of ARQ, which says what becomes of the values
 */
public record Count(Kind kind, @Nullable Var of, Var result, Aggregator aggregator) {
    public enum Kind {
        ROWS,
        VALUES,
        DISTINCT_VALUES,
        /** Any of the values. */
        ANY_VALUE,
        /** What the aggregator makes of the terms. */
        TERMS
    }

    /** Those that need each distinct term once, with the number of its rows. */
    private static final Set<Class<?>> OF_TERMS = Set.of(AggMin.class, AggMax.class, AggSum.class, AggAvg.class);

    /** The count of an expression; null where it is something else. */
    public static @Nullable Count of(ExprAggregator expr) {
        Aggregator aggregator = expr.getAggregator();
        if (aggregator instanceof AggCount) {
            return new Count(Kind.ROWS, null, expr.getVar(), aggregator);
        }
        Kind kind = aggregator instanceof AggCountVar
                ? Kind.VALUES
                : aggregator instanceof AggCountVarDistinct
                        ? Kind.DISTINCT_VALUES
                        : aggregator instanceof AggSample || aggregator instanceof AggSampleDistinct
                                ? Kind.ANY_VALUE
                                : OF_TERMS.contains(aggregator.getClass()) ? Kind.TERMS : null;
        return kind != null && aggregator.getExprList().get(0).isVariable()
                ? new Count(kind, aggregator.getExprList().get(0).asVar(), expr.getVar(), aggregator)
                : null;
    }

    /** Whether it tells distinct values from others. */
    public boolean isOfDistinct() {
        return kind == Kind.DISTINCT_VALUES || kind == Kind.TERMS;
    }
}
