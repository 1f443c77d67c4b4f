package org.pfocr.rdf.serve.bound;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.optimize.Optimize;
import org.apache.jena.sparql.algebra.optimize.Rewrite;
import org.apache.jena.sparql.algebra.optimize.RewriteFactory;
import org.apache.jena.sparql.function.FunctionFactory;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.function.scripting.ScriptFunction;
import org.apache.jena.sparql.pfunction.PropertyFunctionFactory;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;

/** Settings that keep a query inside the store: no classes loaded by name, no function that holds a thread. */
public final class SafeContext {
    /** ARQ takes the rest of such an IRI for the name of a class. */
    private static final String JAVA = "java:";

    /** Functions of which ARQ finds the class by the name: some hold a thread, show settings or run text as a program. */
    private static final String ARQ_FUNCTIONS = "http://jena.apache.org/ARQ/function#";

    /** Splits by a regular expression, which may have no end. */
    private static final String SPLIT = "http://jena.apache.org/ARQ/property#strSplit";

    /** Rows of one ORDER BY that are kept in memory; more are sorted with temporary files. */
    private static final long SORTED_IN_MEMORY = 200_000;

    private SafeContext() {}

    /** Puts the settings into the context of one query. */
    public static void apply(Context context, Bounds bounds) {
        FunctionRegistry.set(context, new ListedFunctions(bounds));
        PropertyFunctionRegistry.set(context, new ListedPropertyFunctions());
        RewriteFactory before = context.get(ARQConstants.sysOptimizerFactory, Optimize.stdOptimizationFactory);
        context.set(ARQConstants.sysOptimizerFactory, (RewriteFactory)
                query -> rewriting(before.create(query), query, bounds));
        context.set(ARQ.spillToDiskThreshold, SORTED_IN_MEMORY);
    }

    /** A rewriting of a query, which computes what is constant, with our functions in the place of ARQ's. */
    private static Rewrite rewriting(Rewrite standard, Context context, Bounds bounds) {
        AtomicBoolean asked = context.get(ARQConstants.symCancelQuery);
        BoundedExpressions bounded = new BoundedExpressions(bounds, asked == null ? new AtomicBoolean() : asked);
        return op -> standard.rewrite(bounded.in(op));
    }

    /** ARQ's functions that are on our list; a name that is not registered loads no class. */
    private static final class ListedFunctions extends FunctionRegistry {
        private final FunctionRegistry standard = FunctionRegistry.standardRegistry();
        private final Bounds bounds;

        ListedFunctions(Bounds bounds) {
            this.bounds = bounds;
        }

        @Override
        public @Nullable FunctionFactory get(String uri) {
            FunctionCosts.Cost cost = FunctionCosts.of(uri);
            FunctionFactory factory = standard.isRegistered(uri) ? standard.get(uri) : null;
            boolean isUnlisted = cost == null && (factory != null || uri.startsWith(ARQ_FUNCTIONS) || isCode(uri));
            if (isUnlisted || cost == FunctionCosts.Cost.REFUSED) {
                throw denied("The function", uri);
            }
            return factory == null || cost == null
                    ? null
                    : name -> new BoundedFunction(factory.create(name), cost, bounds);
        }

        @Override
        public boolean isRegistered(String uri) {
            FunctionCosts.Cost cost = FunctionCosts.of(uri);
            return cost != null && cost != FunctionCosts.Cost.REFUSED && standard.isRegistered(uri);
        }
    }

    private static boolean isCode(String uri) {
        return uri.startsWith(JAVA) || ScriptFunction.isScriptFunction(uri);
    }

    private static QueryDeniedException denied(String what, String uri) {
        return new QueryDeniedException(what + " <" + uri + "> is not allowed here");
    }

    /** ARQ's property functions, with the same rule, and those that are put here. */
    private static final class ListedPropertyFunctions extends PropertyFunctionRegistry {
        private final PropertyFunctionRegistry standard = PropertyFunctionRegistry.standardRegistry();

        @Override
        public @Nullable PropertyFunctionFactory get(String uri) {
            return super.isRegistered(uri) ? super.get(uri) : standard.isRegistered(uri) ? standard.get(uri) : null;
        }

        @Override
        public boolean isRegistered(String uri) {
            return super.isRegistered(uri) || standard.isRegistered(uri);
        }

        @Override
        public boolean manages(String uri) {
            if (isCode(uri) || uri.equals(SPLIT)) {
                throw denied("The property function", uri);
            }
            return isRegistered(uri);
        }
    }
}
