package org.pfocr.rdf.serve.bound;

import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.E_IRI;
import org.apache.jena.sparql.expr.E_URI;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionEnv;
import org.jspecify.annotations.Nullable;

/** IRI and URI of a text that is not long: to resolve many segments takes time that grows with their square. Stateless. */
final class MadeIri {
    private MadeIri() {}

    /** The argument's value, so that it is computed once. */
    private static NodeValue checked(Expr argument, Binding binding, FunctionEnv env, Bounds bounds) {
        NodeValue text = argument.eval(binding, env);
        bounds.brief("IRI", text);
        return text;
    }

    static final class Iri extends E_IRI {
        private final Bounds bounds;

        Iri(@Nullable String base, Expr argument, Bounds bounds) {
            super(base, argument);
            this.bounds = bounds;
        }

        @Override
        protected NodeValue evalSpecial(Binding binding, FunctionEnv env) {
            return new E_IRI(parserBase, checked(relExpr, binding, env, bounds)).eval(binding, env);
        }

        @Override
        public Expr copy(Expr argument) {
            return new Iri(parserBase, argument, bounds);
        }
    }

    static final class Uri extends E_URI {
        private final Bounds bounds;

        Uri(@Nullable String base, Expr argument, Bounds bounds) {
            super(base, argument);
            this.bounds = bounds;
        }

        @Override
        protected NodeValue evalSpecial(Binding binding, FunctionEnv env) {
            return new E_URI(parserBase, checked(relExpr, binding, env, bounds)).eval(binding, env);
        }

        @Override
        public Expr copy(Expr argument) {
            return new Uri(parserBase, argument, bounds);
        }
    }
}
