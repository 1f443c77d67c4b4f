package org.pfocr.rdf.search.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.VarUtils;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.vocab.Terms;

/**
 * Puts text patterns behind all patterns of their group, so that these are one group still and the planner chooses what comes
 * first. ARQ would cut the group in two where a text pattern was written.
 */
final class TextOrder extends TransformCopy {
    private final PropertyFunctionRegistry functions;

    /** @param functions which properties are functions: a group is cut at the others all the same */
    TextOrder(PropertyFunctionRegistry functions) {
        this.functions = functions;
    }

    @Override
    public Op transform(OpBGP op) {
        if (op.getPattern().getList().stream().noneMatch(TextOrder::isText)) {
            return op;
        }
        List<Triple> ordered = new ArrayList<>();
        List<Triple> texts = new ArrayList<>();
        List<Triple> lists = new ArrayList<>();
        for (Triple triple : op.getPattern()) {
            if (isText(triple)) {
                texts.add(triple);
            } else if (isOfList(triple)) {
                lists.add(triple);
            } else {
                if (isFunction(triple.getPredicate())) {
                    ordered.addAll(texts);
                    texts.clear();
                }
                ordered.add(triple);
            }
        }
        ordered.addAll(texts);
        ordered.addAll(lists);
        return new OpBGP(BasicPattern.wrap(ordered));
    }

    /** Between paths there are several groups: a text pattern goes to the first that has its subject, else before all. */
    @Override
    public Op transform(OpSequence op, List<Op> parts) {
        List<Op> rest = new ArrayList<>();
        List<Triple> texts = new ArrayList<>();
        List<Triple> lists = new ArrayList<>();
        for (Op part : parts) {
            boolean isPlain = part instanceof OpBGP group
                    && group.getPattern().getList().stream()
                            .noneMatch(triple -> !isText(triple) && isFunction(triple.getPredicate()));
            if (isPlain
                    && part instanceof OpBGP group
                    && group.getPattern().getList().stream().anyMatch(TextOrder::isText)) {
                List<Triple> others = new ArrayList<>();
                for (Triple triple : group.getPattern()) {
                    (isText(triple) ? texts : isOfList(triple) ? lists : others).add(triple);
                }
                if (!others.isEmpty()) {
                    rest.add(new OpBGP(BasicPattern.wrap(others)));
                }
            } else {
                rest.add(part);
            }
        }
        if (texts.isEmpty()) {
            return super.transform(op, parts);
        }
        Map<Node, List<Triple>> ofLists = new HashMap<>();
        lists.forEach(triple -> ofLists.computeIfAbsent(triple.getSubject(), node -> new ArrayList<>())
                .add(triple));
        for (Triple text : texts) {
            List<Triple> whole = new ArrayList<>(List.of(text));
            addList(text.getSubject(), ofLists, whole);
            addList(text.getObject(), ofLists, whole);
            int place = place(subject(text.getSubject(), ofLists), rest);
            if (place < 0) {
                rest.add(0, new OpBGP(BasicPattern.wrap(whole)));
            } else {
                List<Triple> group =
                        new ArrayList<>(((OpBGP) rest.get(place)).getPattern().getList());
                group.addAll(whole);
                rest.set(place, new OpBGP(BasicPattern.wrap(group)));
            }
        }
        OpSequence ordered = OpSequence.create();
        rest.forEach(ordered::add);
        return rest.size() == 1 ? rest.get(0) : ordered;
    }

    private static int place(Node subject, List<Op> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof OpBGP group && Var.isVar(subject)) {
                Set<Var> variables = new HashSet<>();
                group.getPattern().forEach(triple -> VarUtils.addVarsFromTriple(variables, triple));
                if (variables.contains(Var.alloc(subject))) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** The subject, or the first of a list of it and what is wanted with it. */
    private static Node subject(Node node, Map<Node, List<Triple>> lists) {
        for (Triple triple : lists.getOrDefault(node, List.of())) {
            if (triple.getPredicate().equals(NodeConst.nodeFirst)) {
                return triple.getObject();
            }
        }
        return node;
    }

    private static void addList(@Nullable Node node, Map<Node, List<Triple>> lists, List<Triple> whole) {
        Node at = node;
        while (at != null) {
            Node next = null;
            for (Triple triple : lists.getOrDefault(at, List.of())) {
                whole.add(triple);
                next = triple.getPredicate().equals(NodeConst.nodeRest) ? triple.getObject() : next;
            }
            at = next;
        }
    }

    private static boolean isText(Triple triple) {
        return triple.getPredicate().equals(Terms.TEXT_QUERY);
    }

    private boolean isFunction(Node property) {
        return property.isURI() && functions.isRegistered(property.getURI());
    }

    private static boolean isOfList(Triple triple) {
        boolean isPart = triple.getPredicate().equals(NodeConst.nodeFirst)
                || triple.getPredicate().equals(NodeConst.nodeRest);
        return isPart && Var.isVar(triple.getSubject()) && Var.isBlankNodeVar(triple.getSubject());
    }
}
