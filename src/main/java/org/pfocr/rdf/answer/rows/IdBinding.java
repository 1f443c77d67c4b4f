package org.pfocr.rdf.answer.rows;

import java.util.Arrays;
import java.util.Iterator;
import java.util.function.LongFunction;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingBase;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.answer.columns.Relation;

/** A row of a query whose terms are node ids until somebody asks for them. Immutable. */
public final class IdBinding extends BindingBase {
    /** Stands for a variable without a value; no node id is like this. */
    public static final long UNBOUND = Relation.UNBOUND;
    /** Ids from here to {@link #UNBOUND} are given by a query to terms that no quad has; TDB2 gives none of them. */
    static final long FIRST_OWN = 0xB000000000000000L;

    private final Var[] variables;
    private final long[] ids;
    private final LongFunction<Node> terms;

    /**
     * @param parent the row that this one goes on from; null for none
     * @param variables that the parent does not have; not copied
     * @param ids of the variables' values; not copied
     * @param terms gives the terms behind ids
     */
    public IdBinding(@Nullable Binding parent, Var[] variables, long[] ids, LongFunction<Node> terms) {
        super(parent);
        this.variables = variables;
        this.ids = ids;
        this.terms = terms;
    }

    /** A row that goes on from another with one variable more. */
    public static Binding of(Binding parent, Var variable, long id, LongFunction<Node> terms) {
        return new IdBinding(parent, new Var[] {variable}, new long[] {id}, terms);
    }

    private int place(Var variable) {
        for (int i = 0; i < variables.length; i++) {
            if (variables[i].equals(variable)) {
                return ids[i] == UNBOUND ? -1 : i;
            }
        }
        return -1;
    }

    /** The node id of a variable's value; {@link #UNBOUND} where it is not known as an id, though there may be a value. */
    public static long id(Binding row, Var variable) {
        Binding at = row;
        while (at instanceof IdBinding binding) {
            int place = binding.place(variable);
            if (place >= 0) {
                return isOwn(binding.ids[place]) ? UNBOUND : binding.ids[place];
            }
            at = binding.parent;
        }
        return UNBOUND;
    }

    static boolean isOwn(long id) {
        return id >>> 56 == FIRST_OWN >>> 56;
    }

    @Override
    protected Iterator<Var> vars1() {
        return Arrays.stream(variables).filter(this::contains1).iterator();
    }

    @Override
    protected int size1() {
        int size = 0;
        for (long id : ids) {
            size += id == UNBOUND ? 0 : 1;
        }
        return size;
    }

    @Override
    protected boolean isEmpty1() {
        return size1() == 0;
    }

    @Override
    protected boolean contains1(Var variable) {
        return place(variable) >= 0;
    }

    @Override
    protected @Nullable Node get1(Var variable) {
        int place = place(variable);
        return place < 0 ? null : terms.apply(ids[place]);
    }

    @Override
    protected Binding detachWithNewParent(Binding newParent) {
        return new IdBinding(newParent, variables, ids, terms);
    }
}
