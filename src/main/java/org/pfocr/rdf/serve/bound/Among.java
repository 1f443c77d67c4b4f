package org.pfocr.rdf.serve.bound;

import java.util.HashSet;
import java.util.Set;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.E_NotOneOf;
import org.apache.jena.sparql.expr.E_OneOf;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionEnv;
import org.apache.jena.sparql.util.NodeUtils;

/**
 * IN and NOT IN with many constants, which ARQ compares with each row's value one by one. IRIs and plain strings are looked up:
 * they are equal to the same term and to nothing else (SPARQL 1.1, section 17.4.1.7). Immutable.
 */
final class Among {
    /** ARQ makes comparisons of shorter lists, for which it has other plans. */
    private static final int LONG = 250;

    private final Set<Node> terms = new HashSet<>();
    /** What must be compared by value. */
    private final ExprList others = new ExprList();

    private Among(ExprList arguments) {
        for (Expr each : arguments.tail(1)) {
            if (each.isConstant() && isSame(each.getConstant().asNode())) {
                terms.add(each.getConstant().asNode());
            } else {
                others.add(each);
            }
        }
    }

    /** Whether a list is so long that it pays to look values up. */
    static boolean isLong(ExprList arguments) {
        return arguments.size() > LONG;
    }

    private static boolean isSame(Node term) {
        return term.isURI() || NodeUtils.isSimpleString(term);
    }

    private NodeValue of(NodeValue value, Binding binding, FunctionEnv env) {
        Node term = value.asNode();
        if (isSame(term)) {
            if (terms.contains(term)) {
                return NodeValue.TRUE;
            }
            return new E_OneOf(value, others).eval(binding, env);
        }
        // Of another kind: an IRI is never equal to it, and a string is an error where it is a literal that ARQ cannot
        // compare.
        ExprList rest = new ExprList(others.getListRaw());
        terms.stream().filter(Node::isLiteral).findFirst().ifPresent(string -> rest.add(NodeValue.makeNode(string)));
        return new E_OneOf(value, rest).eval(binding, env);
    }

    static final class In extends E_OneOf {
        private final Among among;

        In(ExprList arguments) {
            super(arguments);
            this.among = new Among(arguments);
        }

        @Override
        public NodeValue evalSpecial(Binding binding, FunctionEnv env) {
            return among.of(expr.eval(binding, env), binding, env);
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new In(arguments);
        }
    }

    static final class NotIn extends E_NotOneOf {
        private final Among among;

        NotIn(ExprList arguments) {
            super(arguments);
            this.among = new Among(arguments);
        }

        @Override
        public NodeValue evalSpecial(Binding binding, FunctionEnv env) {
            return NodeValue.booleanReturn(
                    !among.of(expr.eval(binding, env), binding, env).getBoolean());
        }

        @Override
        public Expr copy(ExprList arguments) {
            return new NotIn(arguments);
        }
    }
}
