package org.pfocr.rdf.answer.columns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.store.read.Quads;

/** Answers basic graph patterns, and looks up their matches for rows that are known. For one query and one thread. */
final class Patterns {
    /** To look up a row's matches takes as long as to read so many records of an index in their order. */
    private static final int RECORDS_PER_LOOKUP = 16;

    private final Quads quads;
    private final Memory memory;
    private final Steps steps;
    private final Joins joins;
    private final Expressions expressions;

    Patterns(Quads quads, Memory memory, Steps steps, Joins joins, Expressions expressions) {
        this.quads = quads;
        this.memory = memory;
        this.steps = steps;
        this.joins = joins;
        this.expressions = expressions;
    }

    /** Whether a pattern is of one graph or of all, hangs together by variables, and has plain terms. */
    static boolean isCovered(OpQuadPattern op) {
        return isOneOrAll(op.getGraphNode()) && isConnected(op.getBasicPattern().getList());
    }

    /** Whether a graph's node stands for a graph of the store, or for all of them. */
    static boolean isOneOrAll(Node graph) {
        return Quad.isUnionGraph(graph) || (graph.isURI() && !Quad.isDefaultGraph(graph));
    }

    private static boolean isConnected(List<Triple> triples) {
        List<Triple> rest = new ArrayList<>(triples);
        Set<Var> known = new HashSet<>();
        boolean isMore = true;
        while (isMore) {
            isMore = rest.removeIf(triple -> {
                boolean isNext = known.isEmpty()
                        || Scan.hasAny(triple, known)
                        || Scan.variables(triple).isEmpty();
                if (isNext) {
                    known.addAll(Scan.variables(triple));
                }
                return isNext;
            });
        }
        return rest.isEmpty()
                && !triples.isEmpty()
                && triples.stream()
                        .noneMatch(triple -> triple.getSubject().isTripleTerm()
                                || triple.getObject().isTripleTerm());
    }

    /**
     * The pattern with the fewest matches first, then always the least that has a variable in common.
     *
     * @param filters that the rows are held to as soon as their variables have values
     * @param before rows with which the matches are joined, and which are given up by it; null for none
     */
    Relation answer(OpQuadPattern op, Set<Var> needed, List<Expr> filters, @Nullable Relation before) {
        List<Expr> left = new ArrayList<>(filters);
        List<Triple> rest = new ArrayList<>(op.getBasicPattern().getList());
        Relation rows = before;
        Set<Var> known = before == null ? new HashSet<>() : new HashSet<>(before.variables());
        while (!rest.isEmpty()) {
            Triple next = null;
            long least = Long.MAX_VALUE;
            for (Triple triple : rest) {
                long count = scan(op, triple, Set.of()).count();
                if (count < least
                        && (known.isEmpty()
                                || Scan.hasAny(triple, known)
                                || Scan.variables(triple).isEmpty())) {
                    least = count;
                    next = triple;
                }
            }
            if (next == null) {
                throw new IllegalStateException("the patterns are not connected");
            }
            rest.remove(next);
            Set<Var> after = new LinkedHashSet<>(needed);
            rest.forEach(triple -> after.addAll(Scan.variables(triple)));
            Set<Var> later = new LinkedHashSet<>(after);
            left.forEach(expr -> later.addAll(expr.getVarsMentioned()));
            rows = rows == null ? all(op, next, later) : joined(rows, op, next, known, later, least);
            known.addAll(Scan.variables(next));
            List<Expr> ready = left.stream()
                    .filter(expr -> rest.isEmpty() || known.containsAll(expr.getVarsMentioned()))
                    .toList();
            if (!ready.isEmpty()) {
                left.removeAll(ready);
                left.forEach(expr -> after.addAll(expr.getVarsMentioned()));
                rows = expressions.filter(rows, ready, after);
            }
        }
        if (rows == null) {
            throw new IllegalStateException("the pattern is empty");
        }
        return rows;
    }

    private Relation joined(
            Relation rows, OpQuadPattern op, Triple triple, Set<Var> known, Set<Var> later, long matches) {
        List<Var> keys = Scan.variables(triple).stream().filter(known::contains).toList();
        if ((long) rows.size() * RECORDS_PER_LOOKUP < matches) {
            Relation found = lookups(rows, scan(op, triple, keys), later, false);
            memory.give(rows.longs());
            return found;
        }
        Set<Var> ofRight = new LinkedHashSet<>(later);
        ofRight.addAll(keys);
        return joins.join(Joins.Kind.INNER, rows, all(op, triple, ofRight), keys, later);
    }

    /** The graph of a scan. */
    static Node graph(Node name) {
        return Quad.isUnionGraph(name) ? Node.ANY : name;
    }

    private Scan scan(OpQuadPattern pattern, Triple triple, Collection<Var> known) {
        return new Scan(quads, graph(pattern.getGraphNode()), triple, known, null, steps);
    }

    /** The matches of a pattern of one triple; 0 for others, which are not looked up so. */
    private long count(OpQuadPattern pattern) {
        return pattern.getBasicPattern().size() == 1
                ? scan(pattern, pattern.getBasicPattern().get(0), Set.of()).count()
                : 0;
    }

    /** The matches of the triple pattern that has the fewest: a pattern of several mostly has no more. */
    private long least(OpQuadPattern pattern) {
        return pattern.getBasicPattern().getList().stream()
                .mapToLong(triple -> scan(pattern, triple, Set.of()).count())
                .min()
                .orElse(0);
    }

    /** Whether one of two patterns, each of one triple, has so many more matches than a third that these are better looked up. */
    boolean areLarge(OpQuadPattern one, OpQuadPattern other, OpQuadPattern than) {
        long rows = least(than);
        return isLarge(one, rows) || isLarge(other, rows);
    }

    /** Whether a pattern has so many more matches than there are rows that they are better looked up than read. */
    boolean isLarge(OpQuadPattern pattern, long rows) {
        return rows * RECORDS_PER_LOOKUP < count(pattern);
    }

    /** Whether a pattern has so many more matches than another that its matches for the other's are better looked up. */
    boolean isLarge(OpQuadPattern pattern, OpQuadPattern than) {
        return than.getBasicPattern().size() == 1 && isLarge(pattern, count(than));
    }

    /**
     * The matches of a triple pattern for the values of some variables that occur in rows.
     *
     * @param isFirstOnly whether one match of each is enough
     */
    Relation matches(Relation rows, OpQuadPattern pattern, Collection<Var> keys, Set<Var> needed, boolean isFirstOnly) {
        Relation different = joins.distinct(rows, keys, keys);
        Relation found = lookups(
                different, scan(pattern, pattern.getBasicPattern().get(0), different.variables()), needed, isFirstOnly);
        memory.give(different.longs());
        return found;
    }

    /** All matches of a triple pattern; where nobody asks for their values, or for one that an index has first, they are counted. */
    private Relation all(OpQuadPattern op, Triple triple, Set<Var> needed) {
        List<Var> kept =
                Scan.variables(triple).stream().filter(needed::contains).toList();
        Var only = kept.size() == 1 ? kept.get(0) : null;
        Scan scan = new Scan(quads, graph(op.getGraphNode()), triple, Set.of(), only, steps);
        if (only != null && scan.isFirst(only)) {
            Relation.Builder result = new Relation.Builder(kept, memory);
            scan.counted(result);
            return result.relation();
        }
        Relation.Builder result = new Relation.Builder(kept, memory, scan.count());
        int[] places = kept.stream().mapToInt(scan.variables()::indexOf).toArray();
        long[] out = new long[places.length];
        if (out.length == 0 && scan.isCounted()) {
            if (scan.count() > 0) {
                result.add(out, scan.count());
            }
            return result.relation();
        }
        scan.begin(new long[0]);
        while (scan.next()) {
            for (int i = 0; i < out.length; i++) {
                out[i] = scan.value(places[i]);
            }
            result.add(out, 1);
        }
        return result.relation();
    }

    /** Each row with its matches; the scan's known variables are columns of the rows. */
    private Relation lookups(Relation rows, Scan scan, Set<Var> needed, boolean isFirstOnly) {
        List<Var> all = new ArrayList<>(rows.variables());
        scan.variables().stream().filter(variable -> !all.contains(variable)).forEach(all::add);
        List<Var> kept = all.stream().filter(needed::contains).toList();
        Relation.Builder result = new Relation.Builder(kept, memory);
        int[] known = scan.variables().subList(0, scan.known()).stream()
                .mapToInt(rows::place)
                .toArray();
        int[] ofRow = kept.stream().mapToInt(rows::place).toArray();
        int[] ofScan = kept.stream().mapToInt(scan.variables()::indexOf).toArray();
        long[] values = new long[known.length];
        long[] out = new long[kept.size()];
        for (int row = 0; row < rows.size(); row++) {
            steps.row();
            for (int i = 0; i < known.length; i++) {
                values[i] = rows.id(row, known[i]);
            }
            scan.begin(values);
            while (scan.next()) {
                for (int i = 0; i < out.length; i++) {
                    out[i] = ofRow[i] >= 0 ? rows.id(row, ofRow[i]) : scan.value(ofScan[i]);
                }
                result.add(out, rows.times(row));
                if (isFirstOnly) {
                    break;
                }
            }
        }
        return result.relation();
    }
}
