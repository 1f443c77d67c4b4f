package org.pfocr.rdf.serve.query;

import java.util.Set;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.QueryDeniedException;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.optimize.Optimize;
import org.apache.jena.sparql.algebra.optimize.RewriteFactory;
import org.apache.jena.sparql.core.DatasetGraph;
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

    private static final String ARQ_FUNCTIONS = "http://jena.apache.org/ARQ/function#";
    private static final String XPATH_FUNCTIONS = "http://www.w3.org/2005/xpath-functions#";
    /** Functions that hold a thread, show the server's settings or run text as a program. */
    private static final Set<String> DENIED = Set.of(
            ARQ_FUNCTIONS + "wait",
            ARQ_FUNCTIONS + "context",
            ARQ_FUNCTIONS + "version",
            ARQ_FUNCTIONS + "systime",
            ARQ_FUNCTIONS + "print",
            ARQ_FUNCTIONS + "eval",
            // REGEX and REPLACE are the same and have an end.
            XPATH_FUNCTIONS + "matches",
            XPATH_FUNCTIONS + "replace");

    /** Splits by a regular expression, which may have no end. */
    private static final String SPLIT = "http://jena.apache.org/ARQ/property#strSplit";

    /** Rows of one ORDER BY that are kept in memory; more are sorted with temporary files. */
    private static final long SORTED_IN_MEMORY = 200_000;

    private SafeContext() {}

    /** Puts the settings into a dataset's context. */
    public static void apply(DatasetGraph dataset) {
        Context context = dataset.getContext();
        FunctionRegistry.set(context, new ListedFunctions());
        PropertyFunctionRegistry.set(context, new ListedPropertyFunctions());
        RewriteFactory before = context.get(ARQConstants.sysOptimizerFactory, Optimize.stdOptimizationFactory);
        context.set(ARQConstants.sysOptimizerFactory, (RewriteFactory)
                query -> BoundedPatterns.rewriting(before.create(query), query));
        context.set(ARQ.spillToDiskThreshold, SORTED_IN_MEMORY);
    }

    /** ARQ's functions without those denied; a name that is not registered loads no class. */
    private static final class ListedFunctions extends FunctionRegistry {
        private final FunctionRegistry standard = FunctionRegistry.standardRegistry();

        @Override
        public @Nullable FunctionFactory get(String uri) {
            if (DENIED.contains(uri) || isCode(uri)) {
                throw denied("The function", uri);
            }
            return isRegistered(uri) ? standard.get(uri) : null;
        }

        @Override
        public boolean isRegistered(String uri) {
            return !DENIED.contains(uri) && standard.isRegistered(uri);
        }
    }

    private static boolean isCode(String uri) {
        return uri.startsWith(JAVA) || ScriptFunction.isScriptFunction(uri);
    }

    private static QueryDeniedException denied(String what, String uri) {
        return new QueryDeniedException(what + " <" + uri + "> is not allowed here");
    }

    /** ARQ's property functions, with the same rule. */
    private static final class ListedPropertyFunctions extends PropertyFunctionRegistry {
        private final PropertyFunctionRegistry standard = PropertyFunctionRegistry.standardRegistry();

        @Override
        public @Nullable PropertyFunctionFactory get(String uri) {
            return isRegistered(uri) ? standard.get(uri) : null;
        }

        @Override
        public boolean isRegistered(String uri) {
            return standard.isRegistered(uri);
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
