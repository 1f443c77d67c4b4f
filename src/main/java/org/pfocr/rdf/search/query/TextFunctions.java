package org.pfocr.rdf.search.query;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.optimize.Optimize;
import org.apache.jena.sparql.algebra.optimize.Rewrite;
import org.apache.jena.sparql.algebra.optimize.RewriteFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.pfocr.rdf.search.Search;
import org.pfocr.rdf.vocab.Terms;

/** Makes {@code text:query} known to ARQ. Stateless. */
public final class TextFunctions {
    private TextFunctions() {}

    /** The functions that queries of a dataset can use, for the description of a service. */
    public static List<Node> available(DatasetGraph dataset) {
        return Search.of(dataset) == null ? List.of() : List.of(Terms.TEXT_QUERY);
    }

    /**
     * Lets a query, or all queries of a dataset, use the function. Whatever else sets property functions or the optimizer of
     * the context comes before.
     */
    public static void allow(Context context) {
        PropertyFunctionRegistry registry = context.get(ARQConstants.registryPropertyFunctions);
        if (registry == null) {
            registry = PropertyFunctionRegistry.createFrom(PropertyFunctionRegistry.standardRegistry());
            PropertyFunctionRegistry.set(context, registry);
        }
        PropertyFunctionRegistry functions = registry;
        functions.put(Terms.TEXT_QUERY.getURI(), new TextFunction.Factory());
        RewriteFactory next = context.get(ARQConstants.sysOptimizerFactory, Optimize.stdOptimizationFactory);
        context.set(ARQConstants.sysOptimizerFactory, (RewriteFactory) ofQuery -> {
            Rewrite rewrite = next.create(ofQuery);
            return op -> rewrite.rewrite(Transformer.transform(new TextOrder(functions), op));
        });
    }
}
