package org.pfocr.rdf.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryExecException;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.aggregate.AggCountVarDistinct;
import org.apache.jena.sparql.expr.aggregate.AggSum;
import org.apache.jena.sparql.util.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pfocr.rdf.answer.columns.Memory;
import org.pfocr.rdf.answer.rows.Count;
import org.pfocr.rdf.answer.rows.Groups;

/** Groups, different values and terms are counted in memory, and what is too much ends the query with a message. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class GroupsTest {
    private static final Var KEY = Var.alloc("k");
    private static final Var VALUE = Var.alloc("v");
    private static final Var RESULT = Var.alloc("r");

    private static Groups groups(Count.Kind kind) {
        Count count = kind == Count.Kind.TERMS
                ? new Count(kind, VALUE, RESULT, new AggSum(new ExprVar(VALUE)))
                : new Count(kind, VALUE, RESULT, new AggCountVarDistinct(new ExprVar(VALUE)));
        return new Groups(List.of(KEY), List.of(count), new Memory(100_000), () -> {});
    }

    private static void fill(Groups groups, long keys, long values) {
        for (long key = 0; key < keys; key++) {
            for (long value = 0; value < values; value++) {
                groups.row(new long[] {key}, new long[] {value}, 1);
            }
        }
    }

    @Test
    void tooManyGroupsOrValuesAreNotKept() {
        fill(groups(Count.Kind.VALUES), 1000, 1000);
        assertThatThrownBy(() -> fill(groups(Count.Kind.VALUES), 1_000_000, 1)).isInstanceOf(Memory.Exceeded.class);
        assertThatThrownBy(() -> fill(groups(Count.Kind.DISTINCT_VALUES), 1000, 1000))
                .isInstanceOf(Memory.Exceeded.class);
        assertThatThrownBy(() -> fill(groups(Count.Kind.TERMS), 1000, 1000)).isInstanceOf(Memory.Exceeded.class);
    }

    @Test
    void whatEndsTheQueryIsClear() {
        Context context = ARQ.getContext().copy();
        ExecutionContext plain = ExecutionContext.create(DatasetGraphFactory.create(), context);
        assertThat(Pace.of(plain).noMemory())
                .isExactlyInstanceOf(QueryExecException.class)
                .hasMessageContaining("needs too much memory");
        boolean[] noted = new boolean[1];
        context.set(Pace.NO_MEMORY, (Runnable) () -> noted[0] = true);
        assertThat(Pace.of(ExecutionContext.create(DatasetGraphFactory.create(), context))
                        .noMemory())
                .isInstanceOf(QueryCancelledException.class);
        assertThat(noted[0]).isTrue();
    }
}
