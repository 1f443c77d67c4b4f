package org.pfocr.rdf.answer.columns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_Path1;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;
import org.pfocr.rdf.answer.rewrite.OpenPath;
import org.pfocr.rdf.store.read.Quads;

/**
 * Answers property paths (SPARQL 1.1 Query Language, sections 9 and 18.4): alternatives of properties, either way, and these
 * any number of times. Each node that a path begins at is followed breadth first. An object is for one path and one thread.
 */
final class Paths {
    private static final Var FROM = Var.alloc("/from"); // As no query can write them.
    private static final Var TO = Var.alloc("/to");

    private final OpPath op;
    private final Quads quads;
    /** A graph's name, or {@link Node#ANY} for the union of all graphs. */
    private final Node graph;

    private final TermIds terms;
    private final Memory memory;
    private final Steps steps;

    private Paths(OpPath op, Node graph, Quads quads, TermIds terms, Memory memory, Steps steps) {
        this.op = op;
        this.quads = quads;
        this.graph = graph;
        this.terms = terms;
        this.memory = memory;
        this.steps = steps;
    }

    /** Whether an operation is a path that is covered, at least where it is known at what nodes it begins. */
    static boolean isCovered(Op op) {
        if (!(op instanceof OpGraph in && in.getSubOp() instanceof OpPath path && Patterns.isOneOrAll(in.getNode()))) {
            return false;
        }
        Node subject = path.getTriplePath().getSubject();
        Node object = path.getTriplePath().getObject();
        boolean isOfPlainTerms = !subject.isTripleTerm() && !object.isTripleTerm() && !subject.equals(object);
        return isOfPlainTerms
                && (Var.isVar(subject) || Var.isVar(object))
                && (isStep(path(path)) || (isClosure(path) && isStep(((P_Path1) path(path)).getSubPath())));
    }

    /** The path of an operation that {@link #isCovered}. */
    static Paths of(Op op, Quads quads, TermIds terms, Memory memory, Steps steps) {
        OpGraph in = (OpGraph) op;
        return new Paths((OpPath) in.getSubOp(), Patterns.graph(in.getNode()), quads, terms, memory, steps);
    }

    private static Path path(OpPath op) {
        Path path = op.getTriplePath().getPath();
        return path instanceof OpenPath open ? open.getSubPath() : path;
    }

    /** Whether the nodes at which a path begins have to be known: it has no length from any node of the graph. */
    static boolean isOpen(Op op) {
        OpPath path = (OpPath) ((OpGraph) op).getSubOp();
        return Var.isVar(path.getTriplePath().getSubject())
                && Var.isVar(path.getTriplePath().getObject())
                && canBeEmpty(path(path));
    }

    private static boolean canBeEmpty(Path path) {
        return path instanceof P_ZeroOrMore1 || path instanceof P_ZeroOrOne;
    }

    /** Whether a path is a step that may be taken none, one or many times. */
    boolean isClosure() {
        return isClosure(op);
    }

    private static boolean isClosure(OpPath op) {
        return canBeEmpty(path(op)) || path(op) instanceof P_OneOrMore1;
    }

    private static boolean isStep(Path path) {
        return path instanceof P_Link
                || path instanceof P_ReverseLink
                || (path instanceof P_Inverse inverse && isStep(inverse.getSubPath()))
                || (path instanceof P_Alt alt && isStep(alt.getLeft()) && isStep(alt.getRight()));
    }

    /** The patterns that a path of one step stands for. */
    Op patterns() {
        TriplePath triple = op.getTriplePath();
        return patterns(triple.getSubject(), path(op), triple.getObject());
    }

    /** All first steps of a path that is taken many times. */
    Op firstSteps() {
        TriplePath triple = op.getTriplePath();
        return patterns(triple.getSubject(), ((P_Path1) path(op)).getSubPath(), triple.getObject());
    }

    private Op patterns(Node subject, Path step, Node object) {
        if (step instanceof P_Inverse inverse) {
            return patterns(object, inverse.getSubPath(), subject);
        }
        if (step instanceof P_Alt alt) {
            return OpUnion.create(patterns(subject, alt.getLeft(), object), patterns(subject, alt.getRight(), object));
        }
        boolean isForward = step instanceof P_Link;
        Node property = isForward ? ((P_Link) step).getNode() : ((P_ReverseLink) step).getNode();
        Triple triple = isForward ? Triple.create(subject, property, object) : Triple.create(object, property, subject);
        return new OpQuadPattern(graph.equals(Node.ANY) ? Quad.unionGraph : graph, BasicPattern.wrap(List.of(triple)));
    }

    /** One property of a step. The place is that of the node to which it leads. */
    private record Link(Scan scan, int place) {}

    private void links(Path step, boolean isForward, List<Link> links) {
        if (step instanceof P_Inverse inverse) {
            links(inverse.getSubPath(), !isForward, links);
        } else if (step instanceof P_Alt alt) {
            links(alt.getLeft(), isForward, links);
            links(alt.getRight(), isForward, links);
        } else {
            boolean isLink = step instanceof P_Link;
            Node property = isLink ? ((P_Link) step).getNode() : ((P_ReverseLink) step).getNode();
            Triple triple = isLink == isForward ? Triple.create(FROM, property, TO) : Triple.create(TO, property, FROM);
            Scan scan = new Scan(quads, graph, triple, Set.of(FROM), null, steps);
            links.add(new Link(scan, scan.variables().indexOf(TO)));
        }
    }

    /** The end of a path that is followed to the other: the constant one, or the one of which the values are known. */
    Var start(Collection<Var> known) {
        Node subject = op.getTriplePath().getSubject();
        return Var.isVar(subject) && known.contains(Var.alloc(subject))
                ? Var.alloc(subject)
                : Var.alloc(op.getTriplePath().getObject());
    }

    /** Whether both ends are variables. */
    boolean isBetweenVariables() {
        return Var.isVar(op.getTriplePath().getSubject())
                && Var.isVar(op.getTriplePath().getObject());
    }

    /** The pairs of a path that has a constant end. */
    Relation fromConstant(Set<Var> needed) {
        Node subject = op.getTriplePath().getSubject();
        boolean isForward = !Var.isVar(subject);
        Node start = isForward ? subject : op.getTriplePath().getObject();
        return closure(isForward, new long[] {terms.id(start)}, false, needed);
    }

    /**
     * The pairs of a path whose starts are known.
     *
     * @param starts distinct values of {@code start}
     */
    Relation from(Var start, Relation starts, Set<Var> needed) {
        return closure(start.equals(op.getTriplePath().getSubject()), starts.column(starts.place(start)), true, needed);
    }

    private Relation closure(boolean isForward, long[] starts, boolean areNodes, Set<Var> needed) {
        Path path = path(op);
        List<Link> links = new ArrayList<>();
        links(((P_Path1) path).getSubPath(), isForward, links);
        Node near =
                isForward ? op.getTriplePath().getSubject() : op.getTriplePath().getObject();
        Node far =
                isForward ? op.getTriplePath().getObject() : op.getTriplePath().getSubject();
        boolean isFarKept = Var.isVar(far) && needed.contains(Var.alloc(far));
        boolean isNearKept = Var.isVar(near) && needed.contains(Var.alloc(near));
        long wanted = Var.isVar(far) ? 0 : terms.id(far);
        List<Var> kept = new ArrayList<>();
        if (isNearKept) {
            kept.add(Var.alloc(near));
        }
        if (isFarKept) {
            kept.add(Var.alloc(far));
        }
        Relation.Builder result = new Relation.Builder(kept, memory);
        long[] out = new long[kept.size()];
        LongRows reached = new LongRows(1, memory);
        for (long start : starts) {
            steps.row();
            reach(start, path, links, areNodes, reached);
            for (int i = 0; i < reached.size(); i++) {
                steps.row();
                long end = reached.get(i, 0);
                if (Var.isVar(far) || end == wanted) {
                    if (isNearKept) {
                        out[0] = start;
                    }
                    if (isFarKept) {
                        out[out.length - 1] = end;
                    }
                    result.add(out, 1);
                }
            }
            reached.clear();
        }
        return result.relation();
    }

    /** Gathers the nodes to which a path leads from one, each once. */
    private void reach(long start, Path path, List<Link> links, boolean areNodes, LongRows reached) {
        long[] node = {start};
        boolean isReflexive = canBeEmpty(path);
        if (isReflexive && (!areNodes || isNode(start))) {
            reached.number(node);
        }
        if (!isReflexive || path instanceof P_ZeroOrOne) {
            step(start, links, reached);
        }
        for (int i = 0; !(path instanceof P_ZeroOrOne) && i < reached.size(); i++) {
            step(reached.get(i, 0), links, reached);
        }
    }

    private void step(long from, List<Link> links, LongRows reached) {
        long[] node = {from};
        for (Link link : links) {
            link.scan.begin(node);
            while (link.scan.next()) {
                node[0] = link.scan.value(link.place);
                reached.number(node);
            }
            node[0] = from;
        }
    }

    /** Whether a term is the subject or the object of a triple. */
    private boolean isNode(long id) {
        Scan asSubject = new Scan(quads, graph, Triple.create(FROM, TO, Var.alloc("/any")), Set.of(FROM), null, steps);
        asSubject.begin(new long[] {id});
        if (asSubject.next()) {
            return true;
        }
        Scan asObject = new Scan(quads, graph, Triple.create(TO, Var.alloc("/any"), FROM), Set.of(FROM), null, steps);
        asObject.begin(new long[] {id});
        return asObject.next();
    }
}
