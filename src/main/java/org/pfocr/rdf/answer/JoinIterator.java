package org.pfocr.rdf.answer;

import java.util.NoSuchElementException;
import java.util.function.LongFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIter;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.rows.IdBinding;
import org.pfocr.rdf.store.read.TermTable;

/** Rows joined with the matches of a pattern. For one thread. */
final class JoinIterator extends QueryIter {
    private final QueryIterator input;
    private final Plans plans;
    private final boolean isOptional;
    private @Nullable Binding row;
    private final Pace pace;
    private final @Nullable Explanation explanation;
    private JoinPlan.@Nullable Matches matches;
    private Var[] variables = new Var[0];
    private @Nullable LongFunction<Node> terms;
    private @Nullable Binding next;

    /**
     * @param plans gives the plan for a row
     * @param isOptional whether a row without matches stays as it is
     */
    JoinIterator(QueryIterator input, Plans plans, boolean isOptional, ExecutionContext context) {
        super(context);
        this.input = input;
        this.plans = plans;
        this.isOptional = isOptional;
        this.pace = Pace.of(context);
        this.explanation = Explanation.of(context);
    }

    @Override
    protected boolean hasNextBinding() {
        while (next == null) {
            if (matches != null && matches.next()) {
                next = binding();
            } else if (!input.hasNext()) {
                return false;
            } else {
                begin(input.next());
                if (isOptional) {
                    next = matches != null && matches.next() ? binding() : row;
                }
            }
        }
        return true;
    }

    private Binding binding() {
        if (variables.length == 0 && row != null) {
            return row;
        }
        if (matches == null || terms == null) {
            throw new IllegalStateException("no match");
        }
        return new IdBinding(row, variables, matches.newIds(), terms);
    }

    private void begin(Binding next) {
        pace.step();
        row = next;
        JoinPlan plan = plans.of(next);
        TermTable table = plan.quads().terms();
        terms = table::term;
        variables = plan.newVariables();
        JoinPlan.Matches found = matches;
        if (found == null || !found.isOf(plan)) {
            count();
            found = plan.matches(pace);
            matches = found;
        }
        found.begin(variable -> id(next, variable, table));
    }

    private void count() {
        if (matches != null && explanation != null) {
            JoinPlan plan = matches.plan();
            explanation.count(plans.pattern(), plan.order(), plan.expected(), matches.found());
        }
    }

    private static long id(Binding row, Var variable, TermTable terms) {
        long id = IdBinding.id(row, variable);
        if (id == IdBinding.UNBOUND) {
            Node value = row.get(variable);
            Long known = value == null ? null : terms.id(value);
            return known == null ? IdBinding.UNBOUND : known;
        }
        return id;
    }

    @Override
    protected Binding moveToNextBinding() {
        Binding current = next;
        if (current == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return current;
    }

    @Override
    protected void closeIterator() {
        count();
        performClose(input);
    }

    @Override
    protected void requestCancel() {
        performRequestCancel(input);
    }
}
