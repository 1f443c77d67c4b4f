package org.pfocr.rdf.answer.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.pfocr.rdf.answer.columns.TermIds;
import org.pfocr.rdf.store.read.TermTable;

/** Ids for the values of rows; values that no quad has get ones of their own. For one thread. */
public final class Ids implements LongFunction<Node>, TermIds {
    private final TermTable terms;
    private final Map<Node, Long> own = new HashMap<>();
    private final List<Node> ownTerms = new ArrayList<>();

    public Ids(TermTable terms) {
        this.terms = terms;
    }

    @Override
    public Node apply(long id) {
        return term(id);
    }

    @Override
    public Node term(long id) {
        return IdBinding.isOwn(id) ? ownTerms.get((int) (id - IdBinding.FIRST_OWN)) : terms.term(id);
    }

    @Override
    public TermTable.Kind kind(long id) {
        return IdBinding.isOwn(id) ? TermTable.Kind.of(term(id)) : terms.kind(id);
    }

    /** The id of a variable's value in a row; {@link IdBinding#UNBOUND} where it has none. */
    public long id(Binding row, Var variable) {
        long id = IdBinding.id(row, variable);
        if (id != IdBinding.UNBOUND) {
            return id;
        }
        Node value = row.get(variable);
        return value == null ? IdBinding.UNBOUND : id(value);
    }

    @Override
    public long id(Node value) {
        Long known = own.get(value);
        if (known != null) {
            return known;
        }
        Long stored = terms.id(value);
        // A number's id stands for its value; only the number in its usual form is that term.
        if (stored != null && terms.term(stored).equals(value)) {
            return stored;
        }
        long id = IdBinding.FIRST_OWN + ownTerms.size();
        own.put(value, id);
        ownTerms.add(value);
        return id;
    }
}
