package org.pfocr.rdf.answer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.Vars;
import org.apache.jena.sparql.engine.binding.Binding;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.read.Quads;

/** Plans for one pattern of a query: which one is right depends on the variables that have a value before. For one thread. */
final class Plans {
    private final Quads quads;
    private final Node graph;
    private final BasicPattern pattern;
    private final boolean reorder;
    private final Set<Var> filtered;
    private final Var[] variables;
    private final Map<Set<Var>, JoinPlan> plans = new HashMap<>();
    /** Most rows have values for the same variables as the row before. */
    private final boolean[] last;

    private @Nullable JoinPlan lastPlan;

    /**
     * @param graph a graph's name, or {@link Node#ANY} for the union of all graphs
     * @param reorder whether the triple patterns may be put into a better order
     * @param filtered variables of filters that let few rows through
     */
    Plans(Quads quads, Node graph, BasicPattern pattern, boolean reorder, Set<Var> filtered) {
        this.quads = quads;
        this.graph = graph;
        this.pattern = pattern;
        this.reorder = reorder;
        this.filtered = filtered;
        Set<Var> all = new HashSet<>();
        pattern.forEach(triple -> Vars.addVarsFromTriple(all, triple));
        this.variables = all.toArray(Var[]::new);
        this.last = new boolean[variables.length];
    }

    /** What the plans are for; the same object as in the query. */
    BasicPattern pattern() {
        return pattern;
    }

    /** The plan for a row. */
    JoinPlan of(Binding row) {
        boolean isSame = lastPlan != null;
        for (int i = 0; i < variables.length; i++) {
            boolean isKnown = row.contains(variables[i]);
            isSame &= isKnown == last[i];
            last[i] = isKnown;
        }
        JoinPlan plan = lastPlan;
        if (!isSame || plan == null) {
            Set<Var> known = new HashSet<>();
            for (int i = 0; i < variables.length; i++) {
                if (last[i]) {
                    known.add(variables[i]);
                }
            }
            plan = plans.computeIfAbsent(known, vars -> JoinPlan.of(quads, graph, pattern, vars, reorder, filtered));
            lastPlan = plan;
        }
        return plan;
    }
}
