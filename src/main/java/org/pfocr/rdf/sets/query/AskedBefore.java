package org.pfocr.rdf.sets.query;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.sparql.util.Symbol;
import org.jspecify.annotations.Nullable;

/** What one query asked of the functions so far, and which arguments it was written with. For one thread. */
final class AskedBefore {
    private static final Symbol ASKED = Symbol.create("https://pfocr.wikipathways.org/setsAsked");

    /** An enrichment of the full corpus keeps some three megabytes. */
    private static final int MOST_KEPT = 8;

    private record Question(Node function, List<Node> arguments) {}

    private final Set<List<Node>> written = new HashSet<>();
    private final Set<Var> bound = new HashSet<>();
    private final Map<Question, Found> kept = new LinkedHashMap<>(MOST_KEPT, 0.75f, true);

    private AskedBefore() {}

    static AskedBefore of(Context ofQuery) {
        AskedBefore asked = ofQuery.get(ASKED);
        if (asked == null) {
            asked = new AskedBefore();
            ofQuery.set(ASKED, asked);
        }
        return asked;
    }

    /** Notes arguments that are no variables in the query itself. */
    void write(List<Node> arguments) {
        written.add(arguments);
    }

    /** Whether the query was written with these, so that the user can mend them. */
    boolean isWritten(List<Node> arguments) {
        return written.contains(arguments);
    }

    /** Notes variables that other parts of the query bind for the functions, not necessarily in each row. */
    void bind(Collection<Var> variables) {
        bound.addAll(variables);
    }

    /** Whether some other part of the query binds it. */
    boolean isBound(Node variable) {
        return bound.contains(variable);
    }

    @Nullable
    Found found(Node function, List<Node> arguments) {
        return kept.get(new Question(function, arguments));
    }

    void keep(Node function, List<Node> arguments, Found found) {
        kept.put(new Question(function, List.copyOf(arguments)), found);
        if (kept.size() > MOST_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
