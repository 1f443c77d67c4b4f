package org.pfocr.rdf.serve.bound;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.Function;
import org.apache.jena.sparql.function.FunctionEnv;
import org.apache.jena.sparql.util.Context;

/** One of ARQ's functions that have an IRI, with checks of what it is given and what it makes. As thread-safe as that one. */
final class BoundedFunction implements Function {
    private final Function function;
    private final FunctionCosts.Cost cost;
    private final Bounds bounds;

    BoundedFunction(Function function, FunctionCosts.Cost cost, Bounds bounds) {
        this.function = function;
        this.cost = cost;
        this.bounds = bounds;
    }

    @Override
    public void build(String uri, ExprList args, Context context) {
        try {
            function.build(uri, args, context);
        } catch (QueryBuildException e) { // The number of arguments.
            throw bounds.refuse(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "Bad request",
                    "<" + uri + "> is not called like that: " + e.getMessage());
        }
    }

    @Override
    public NodeValue exec(Binding binding, ExprList args, String uri, FunctionEnv env) {
        String name = uri.substring(uri.lastIndexOf('#') + 1);
        List<NodeValue> values = new ArrayList<>();
        for (Expr arg : args) {
            values.add(arg.eval(binding, env));
        }
        switch (cost) {
            case SEARCH -> {
                return switch (name) {
                    case "contains" -> TextFunctions.contains(values.get(0), values.get(1));
                    case "substring-before" -> TextFunctions.before(values.get(0), values.get(1));
                    default -> TextFunctions.after(values.get(0), values.get(1));
                };
            }
            case JOIN -> {
                return TextFunctions.concat(values, bounds);
            }
            case SHORT -> values.forEach(value -> bounds.brief(name, value));
            case CAST -> values.forEach(value -> bounds.lexical(name, value));
            case ROUND -> round(name, values);
            case POWER -> power(name, values);
            case LINEAR, REFUSED -> {}
        }
        NodeValue made = function.exec(binding, new ExprList(List.<Expr>copyOf(values)), uri, env);
        if (made.isNumber()) {
            return bounds.number(name, made);
        }
        bounds.text(name, Bounds.length(made));
        return made;
    }

    private void round(String name, List<NodeValue> values) {
        if (values.size() > 1) {
            bounds.digits(name, Math.abs(integer(values.get(1))));
        }
    }

    private void power(String name, List<NodeValue> values) {
        if (values.size() == 2 && values.get(0).isInteger() && values.get(1).isInteger()) {
            double digits = Math.log10(Math.abs(integer(values.get(0))));
            bounds.digits(name, digits * Math.abs(integer(values.get(1))));
        }
    }

    private static double integer(NodeValue value) {
        if (!value.isInteger()) {
            throw new ExprEvalException("not an integer");
        }
        return value.getInteger().doubleValue();
    }
}
