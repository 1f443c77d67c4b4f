package org.pfocr.rdf.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprFunction3;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprVisitorBase;
import org.apache.jena.sparql.graph.NodeConst;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_Path1;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementFilter;
import org.apache.jena.sparql.syntax.ElementGroup;
import org.apache.jena.sparql.syntax.ElementMinus;
import org.apache.jena.sparql.syntax.ElementNamedGraph;
import org.apache.jena.sparql.syntax.ElementOptional;
import org.apache.jena.sparql.syntax.ElementPathBlock;
import org.apache.jena.sparql.syntax.ElementSubQuery;
import org.apache.jena.sparql.syntax.ElementUnion;
import org.apache.jena.sparql.syntax.ElementVisitorBase;
import org.jspecify.annotations.Nullable;

/** The triples, filters and graphs of a query, wherever but in SERVICE they stand; paths as the triples that they go along. */
final class Patterns {
    final List<Triple> triples = new ArrayList<>();
    final List<Node> properties = new ArrayList<>();
    final List<Expr> filters = new ArrayList<>();
    final List<Node> graphs = new ArrayList<>();
    private int made;

    Patterns(Query query) {
        walk(query.getQueryPattern());
    }

    private void walk(@Nullable Element element) {
        if (element != null) {
            element.visit(new Visitor());
        }
    }

    private final class Visitor extends ElementVisitorBase {
        @Override
        public void visit(ElementPathBlock block) {
            block.patternElts().forEachRemaining(Patterns.this::add);
        }

        @Override
        public void visit(ElementFilter filter) {
            add(filter.getExpr());
        }

        @Override
        public void visit(ElementNamedGraph graph) {
            graphs.add(graph.getGraphNameNode());
            walk(graph.getElement());
        }

        @Override
        public void visit(ElementGroup group) {
            group.getElements().forEach(Patterns.this::walk);
        }

        @Override
        public void visit(ElementUnion union) {
            union.getElements().forEach(Patterns.this::walk);
        }

        @Override
        public void visit(ElementOptional optional) {
            walk(optional.getOptionalElement());
        }

        @Override
        public void visit(ElementMinus minus) {
            walk(minus.getMinusElement());
        }

        @Override
        public void visit(ElementSubQuery sub) {
            walk(sub.getQuery().getQueryPattern());
        }
    }

    private void add(Expr expression) {
        filters.add(expression);
        expression.visit(new ExprVisitorBase() {
            @Override
            public void visit(ExprFunction1 f) {
                f.getArgs().forEach(arg -> arg.visit(this));
            }

            @Override
            public void visit(ExprFunction2 f) {
                filters.add(f);
                f.getArgs().forEach(arg -> arg.visit(this));
            }

            @Override
            public void visit(ExprFunction3 f) {
                f.getArgs().forEach(arg -> arg.visit(this));
            }

            @Override
            public void visit(ExprFunctionN f) {
                filters.add(f);
                f.getArgs().forEach(arg -> arg.visit(this));
            }

            @Override
            public void visit(ExprFunctionOp f) {
                walk(f.getElement());
            }
        });
    }

    private void add(TriplePath path) {
        if (path.isTriple()) {
            add(path.getSubject(), path.getPredicate(), path.getObject());
        } else {
            along(path.getSubject(), path.getPath(), path.getObject());
        }
    }

    private void add(Node subject, Node property, Node object) {
        if (property.equals(NodeConst.nodeFirst) || property.equals(NodeConst.nodeRest)) {
            return; // Of a list of arguments.
        }
        triples.add(Triple.create(subject, property, object));
        if (property.isURI()) {
            properties.add(property);
        }
    }

    private void along(Node subject, Path path, Node object) {
        if (path instanceof P_Link link) {
            add(subject, link.getNode(), object);
        } else if (path instanceof P_Inverse inverse) {
            along(object, inverse.getSubPath(), subject);
        } else if (path instanceof P_Seq seq) {
            Node between = Var.alloc("between " + made++);
            along(subject, seq.getLeft(), between);
            along(between, seq.getRight(), object);
        } else if (path instanceof P_Alt alt) {
            alone(alt.getLeft());
            alone(alt.getRight());
        } else {
            alone(path);
        }
    }

    /** Properties of which it is not sure that they lead from here to there. */
    private void alone(Path path) {
        if (path instanceof P_Path1 one && !(path instanceof P_Inverse)) {
            alone(one.getSubPath());
        } else {
            along(Var.alloc("from " + made++), path, Var.alloc("to " + made++));
        }
    }
}
