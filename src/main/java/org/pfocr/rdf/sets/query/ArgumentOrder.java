package org.pfocr.rdf.sets.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpVars;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.main.JoinClassifier;
import org.apache.jena.sparql.util.VarUtils;
import org.jspecify.annotations.Nullable;

/**
 * Puts the functions of a query where their arguments have values, whatever the order in which they were written. ARQ asks a
 * property function where it stands: before a pattern that binds its argument it would find none, and after patterns that do
 * not matter to it, it would be asked once for each of their rows. So within a group of patterns, those come first on which
 * an argument depends, then the function, then the rest; and of two joined parts the one that binds an argument goes first.
 */
final class ArgumentOrder extends TransformCopy {
    private final AskedBefore asked;

    ArgumentOrder(AskedBefore asked) {
        this.asked = asked;
    }

    @Override
    public Op transform(OpBGP op) {
        List<Triple> functions = new ArrayList<>();
        List<Triple> rest = new ArrayList<>();
        List<Triple> listed = new ArrayList<>();
        ArgumentLists lists = new ArgumentLists(op.getPattern());
        op.getPattern().forEach(triple -> {
            if (Arguments.FUNCTIONS.contains(triple.getPredicate())) {
                functions.add(triple);
            } else if (lists.has(triple)) {
                listed.add(triple);
            } else {
                rest.add(triple);
            }
        });
        if (functions.isEmpty()) {
            return op;
        }
        functions.forEach(function -> {
            List<Node> arguments = lists.arguments(function.getObject());
            if (arguments.stream().noneMatch(Var::isVar)) {
                asked.write(arguments);
            }
        });
        Set<Var> open = new HashSet<>(); // What functions that are not placed yet will bind.
        functions.forEach(function -> open.addAll(lists.variables(function.getSubject())));
        List<Triple> ordered = new ArrayList<>();
        while (!functions.isEmpty()) {
            Triple function = next(functions, lists, open);
            functions.remove(function);
            Set<Var> needed = lists.variables(function.getObject());
            boolean more = true;
            while (more) {
                more = false;
                for (Triple triple : List.copyOf(rest)) {
                    Set<Var> variables = new HashSet<>();
                    VarUtils.addVarsFromTriple(variables, triple);
                    if (variables.stream().anyMatch(needed::contains)
                            && variables.stream().noneMatch(variable -> open.contains(variable))) {
                        needed.addAll(variables);
                        ordered.add(triple);
                        rest.remove(triple);
                        more = true;
                    }
                }
            }
            ordered.add(function);
            open.removeAll(lists.variables(function.getSubject()));
        }
        ordered.addAll(rest);
        ordered.addAll(listed);
        return new OpBGP(BasicPattern.wrap(ordered));
    }

    /** A function whose arguments no other one has yet to bind; the first where there is none. */
    private static Triple next(List<Triple> functions, ArgumentLists lists, Set<Var> open) {
        for (Triple function : functions) {
            Set<Var> others = new HashSet<>(open);
            others.removeAll(lists.variables(function.getSubject()));
            if (lists.variables(function.getObject()).stream().noneMatch(others::contains)) {
                return function;
            }
        }
        return functions.get(0);
    }

    @Override
    public Op transform(OpJoin op, Op left, Op right) {
        Op ordered = sequence(left, right);
        if (ordered == null) {
            ordered = sequence(right, left);
        }
        return ordered == null ? super.transform(op, left, right) : ordered;
    }

    @Override
    public Op transform(OpLeftJoin op, Op left, Op right) {
        asked.bind(OpVars.visibleVars(left));
        return super.transform(op, left, right);
    }

    /**
     * The second part for each row of the first, where a function in it needs what the first binds; null where none does, or
     * where that would be another query.
     */
    private @Nullable Op sequence(Op first, Op second) {
        Set<Var> missing = missing(second);
        if (missing.isEmpty()) {
            return null;
        }
        Set<Var> bound = OpVars.fixedVars(first);
        if (missing.stream().noneMatch(bound::contains) || !JoinClassifier.isLinear(first, second)) {
            return null;
        }
        asked.bind(bound);
        return OpSequence.create(first, second);
    }

    /** Arguments of functions in a part that nothing in it binds, where the part may be asked row by row. */
    private static Set<Var> missing(Op op) {
        if (op instanceof OpFilter filter) {
            return missing(filter.getSubOp());
        }
        if (op instanceof OpExtend extend) {
            return missing(extend.getSubOp());
        }
        if (op instanceof OpGraph graph) {
            return missing(graph.getSubOp());
        }
        if (op instanceof OpSequence sequence) {
            return missing(sequence.getElements());
        }
        if (op instanceof OpJoin join) {
            return missing(List.of(join.getLeft(), join.getRight()));
        }
        if (op instanceof OpLeftJoin optional) {
            return missing(List.of(optional.getLeft(), optional.getRight()));
        }
        if (op instanceof OpUnion union) {
            Set<Var> missing = missing(union.getLeft());
            missing.addAll(missing(union.getRight()));
            return missing;
        }
        Set<Var> missing = new HashSet<>();
        if (op instanceof OpBGP pattern) {
            ArgumentLists lists = new ArgumentLists(pattern.getPattern());
            Set<Var> bound = new HashSet<>();
            for (Triple triple : pattern.getPattern()) {
                if (Arguments.FUNCTIONS.contains(triple.getPredicate())) {
                    Set<Var> needed = lists.variables(triple.getObject());
                    needed.removeAll(bound);
                    missing.addAll(needed);
                    bound.addAll(lists.variables(triple.getSubject()));
                } else if (!lists.has(triple)) {
                    VarUtils.addVarsFromTriple(bound, triple);
                }
            }
        }
        return missing;
    }

    private static Set<Var> missing(List<Op> parts) {
        Set<Var> missing = new HashSet<>();
        Set<Var> bound = new HashSet<>();
        for (Op part : parts) {
            Set<Var> ofPart = missing(part);
            ofPart.removeAll(bound);
            missing.addAll(ofPart);
            bound.addAll(OpVars.fixedVars(part));
        }
        return missing;
    }
}
