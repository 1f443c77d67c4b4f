package org.pfocr.rdf.sets.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.graph.NodeConst;
import org.jspecify.annotations.Nullable;

/**
 * The lists among the arguments of a pattern's functions. A query's parentheses are triples of {@code rdf:first} and {@code
 * rdf:rest}; clients that parse a query and write it anew write these, with blank nodes or with variables. Immutable.
 */
final class ArgumentLists {
    /**
     * A place in a list.
     *
     * @param value the argument there
     * @param next the list's next place
     */
    private record Place(@Nullable Node value, Node next) {}

    private final Map<Node, Place> places = new HashMap<>();

    ArgumentLists(BasicPattern pattern) {
        Map<Node, Place> all = new HashMap<>();
        List<Node> begins = new ArrayList<>();
        for (Triple triple : pattern) {
            Node subject = triple.getSubject();
            Node object = triple.getObject();
            if (Arguments.FUNCTIONS.contains(triple.getPredicate())) {
                begins.add(subject);
                begins.add(object);
            } else if (triple.getPredicate().equals(NodeConst.nodeFirst)) {
                all.merge(
                        subject, new Place(object, NodeConst.nodeNil), (known, more) -> new Place(object, known.next));
            } else if (triple.getPredicate().equals(NodeConst.nodeRest)) {
                all.merge(subject, new Place(null, object), (known, more) -> new Place(known.value, object));
            }
        }
        for (Node begin : begins) {
            Node at = begin;
            while (Var.isVar(at) && all.containsKey(at) && !places.containsKey(at)) {
                places.put(at, all.get(at));
                at = all.get(at).next;
            }
        }
    }

    /** Whether a triple only says what is in a list. */
    boolean has(Triple triple) {
        return places.containsKey(triple.getSubject())
                && (triple.getPredicate().equals(NodeConst.nodeFirst)
                        || triple.getPredicate().equals(NodeConst.nodeRest));
    }

    /** The members of a list in order, or what stands alone. */
    List<Node> arguments(Node argument) {
        List<Node> arguments = new ArrayList<>();
        Node at = argument;
        for (int i = 0; i <= places.size() && places.containsKey(at); i++) {
            Place place = places.get(at);
            if (place.value != null) {
                arguments.add(place.value);
            }
            at = place.next;
        }
        if (!at.equals(NodeConst.nodeNil)) {
            arguments.add(at);
        }
        return arguments;
    }

    /** The query's variables in an argument. */
    Set<Var> variables(Node argument) {
        Set<Var> found = new HashSet<>();
        for (Node node : arguments(argument)) {
            if (Var.isVar(node) && !Var.isBlankNodeVar(node)) {
                found.add(Var.alloc(node));
            }
        }
        return found;
    }
}
