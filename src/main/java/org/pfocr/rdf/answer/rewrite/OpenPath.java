package org.pfocr.rdf.answer.rewrite;

import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.TransformCopy;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.optimize.RewriteFactory;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterProcessBinding;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprTransformCopy;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_FixedLength;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_Mod;
import org.apache.jena.sparql.path.P_NegPropSet;
import org.apache.jena.sparql.path.P_Path1;
import org.apache.jena.sparql.path.P_ReverseLink;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrMoreN;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.PathVisitor;
import org.apache.jena.sparql.util.NodeIsomorphismMap;
import org.jspecify.annotations.Nullable;

/**
 * A path that can have no length, between two variables. Such a path leads from each node of the graph to itself, and from
 * nothing else (SPARQL 1.1 Query Language, section 18.4); only a term that the query itself has at an end need not be in the
 * graph. ARQ puts the value that a row has for the variable into its place first, and so takes a value that VALUES or BIND
 * made up for such a term. This one remembers that its ends are variables, whatever is put there.
 */
public final class OpenPath extends P_Path1 {
    private OpenPath(Path path) {
        super(path);
    }

    /** Puts these paths into a query before any value is put into the place of a variable. */
    public static RewriteFactory rewriting(RewriteFactory next) {
        TransformCopy marked = new TransformCopy() {
            @Override
            public Op transform(OpPath op) {
                TriplePath triple = op.getTriplePath();
                boolean isOpen = Var.isVar(triple.getSubject()) && Var.isVar(triple.getObject());
                return isOpen && triple.getPath() != null
                        ? new OpPath(new TriplePath(triple.getSubject(), marked(triple.getPath()), triple.getObject()))
                        : op;
            }
        };
        ExprTransformCopy unchanged = new ExprTransformCopy() {
            /** In EXISTS, the value does stand in the place of the variable (section 18.6). */
            @Override
            public Expr transform(ExprFunctionOp exists, ExprList arguments, Op pattern) {
                return exists;
            }
        };
        return context -> op -> next.create(context).rewrite(Transformer.transform(marked, unchanged, op));
    }

    /** @param path between two variables */
    private static Path marked(Path path) {
        if (path instanceof P_Seq seq) { // ARQ puts a variable between the two.
            return new P_Seq(marked(seq.getLeft()), marked(seq.getRight()));
        }
        if (path instanceof P_Inverse inverse) {
            return new P_Inverse(marked(inverse.getSubPath()));
        }
        return canBeEmpty(path) ? new OpenPath(path) : path;
    }

    private static boolean canBeEmpty(Path path) {
        if (path instanceof P_Link || path instanceof P_ReverseLink || path instanceof P_NegPropSet) {
            return false;
        }
        if (path instanceof P_ZeroOrMore1 || path instanceof P_ZeroOrMoreN || path instanceof P_ZeroOrOne) {
            return true;
        }
        if (path instanceof P_Seq seq) {
            return canBeEmpty(seq.getLeft()) && canBeEmpty(seq.getRight());
        }
        if (path instanceof P_Alt alt) {
            return canBeEmpty(alt.getLeft()) || canBeEmpty(alt.getRight());
        }
        if (path instanceof P_Mod mod && mod.getMin() <= 0) {
            return true;
        }
        if (path instanceof P_FixedLength fixed && fixed.getCount() == 0) {
            return true;
        }
        return path instanceof P_Path1 one && canBeEmpty(one.getSubPath());
    }

    /** The rows of which the values at the path's ends, if any, are nodes of the active graph. */
    public static QueryIterator starts(QueryIterator rows, TriplePath triple, ExecutionContext context) {
        Graph graph = context.getActiveGraph();
        return new QueryIterProcessBinding(rows, context) {
            @Override
            public @Nullable Binding accept(Binding row) {
                return isNodeOrOpen(Var.lookup(row, triple.getSubject()), graph)
                                && isNodeOrOpen(Var.lookup(row, triple.getObject()), graph)
                        ? row
                        : null;
            }
        };
    }

    private static boolean isNodeOrOpen(Node end, Graph graph) {
        return Var.isVar(end) || graph.contains(end, Node.ANY, Node.ANY) || graph.contains(Node.ANY, Node.ANY, end);
    }

    @Override
    public void visit(PathVisitor visitor) {
        getSubPath().visit(visitor);
    }

    @Override
    public int hashCode() {
        return getSubPath().hashCode() + 1;
    }

    @Override
    public boolean equalTo(Path other, @Nullable NodeIsomorphismMap blanks) {
        return other instanceof OpenPath open && getSubPath().equalTo(open.getSubPath(), blanks);
    }
}
