package org.pfocr.rdf.sets.query;

import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.algebra.Transformer;
import org.apache.jena.sparql.algebra.optimize.Optimize;
import org.apache.jena.sparql.algebra.optimize.Rewrite;
import org.apache.jena.sparql.algebra.optimize.RewriteFactory;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.pfunction.PropertyFunctionFactory;
import org.apache.jena.sparql.pfunction.PropertyFunctionRegistry;
import org.apache.jena.sparql.util.Context;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.sets.Sets;
import org.pfocr.rdf.vocab.Pfocr;

/** Makes the property functions known to ARQ. Stateless. */
public final class SetFunctions {
    private static final Map<String, PropertyFunctionFactory> FACTORIES = Map.of(
            Pfocr.enriched.getURI(), uri -> new EnrichedFunction(),
            Pfocr.similarTo.getURI(), uri -> new SimilarToFunction(),
            Pfocr.drawnWith.getURI(), uri -> new DrawnWithFunction());

    private SetFunctions() {}

    /** The functions that queries of a dataset can use, for the description of a service. */
    public static List<Node> available(DatasetGraph dataset) {
        return of(dataset) == null ? List.of() : List.of(Pfocr.drawnWith, Pfocr.enriched, Pfocr.similarTo);
    }

    /**
     * Gives the functions what they ask.
     *
     * @param sets of the dataset's generation; null where it has none, and then the functions say so
     */
    public static void attach(DatasetGraph dataset, @Nullable Sets sets) {
        if (sets != null) {
            dataset.getContext().set(SetFunction.SETS, sets);
        }
    }

    /**
     * Lets a query, or all queries of a dataset, use the functions. Whatever else sets property functions or the optimizer
     * of the context comes before.
     */
    public static void allow(Context context) {
        PropertyFunctionRegistry registry = context.get(ARQConstants.registryPropertyFunctions);
        if (registry == null) {
            registry = PropertyFunctionRegistry.createFrom(PropertyFunctionRegistry.standardRegistry());
            PropertyFunctionRegistry.set(context, registry);
        }
        FACTORIES.forEach(registry::put);
        RewriteFactory next = context.get(ARQConstants.sysOptimizerFactory, Optimize.stdOptimizationFactory);
        context.set(ARQConstants.sysOptimizerFactory, (RewriteFactory) ofQuery -> {
            Rewrite rewrite = next.create(ofQuery);
            return op -> rewrite.rewrite(Transformer.transform(new ArgumentOrder(AskedBefore.of(ofQuery)), op));
        });
    }

    /** The sets of a dataset's generation; null where it has none. */
    public static @Nullable Sets of(DatasetGraph dataset) {
        return dataset.getContext().get(SetFunction.SETS);
    }
}
