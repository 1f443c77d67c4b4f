package org.pfocr.rdf.serve.query;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.riot.web.HttpNames;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DynamicDatasets;
import org.apache.jena.sparql.core.Quad;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.vocab.Iris;

/** The data set that a request or its query asks for by FROM or by parameters. Stateless. */
final class AskedDataset {
    private AskedDataset() {}

    /**
     * The part of the store that the query is about; the whole where nothing is asked for.
     *
     * @param query loses its FROM clauses, which are done with then
     * @throws Refusal with status 422 where a graph is not in the store
     */
    static DatasetGraph of(HttpServletRequest request, Query query, DatasetGraph all) {
        return of(described(request, query), query, all);
    }

    /** Likewise, where nothing but the query says it. */
    static DatasetGraph of(Query query, DatasetGraph all) {
        return of(DatasetDescription.create(query), query, all);
    }

    private static DatasetGraph of(@Nullable DatasetDescription asked, Query query, DatasetGraph all) {
        if (asked == null || asked.isEmpty()) {
            return all;
        }
        asked.eachDefaultGraphURI().forEachRemaining(graph -> checkGraph(graph, all));
        asked.eachNamedGraphURI().forEachRemaining(graph -> checkGraph(graph, all));
        // The query is ours alone; Jena's copy of a query loses all HAVING conditions but the first.
        query.getGraphURIs().clear();
        query.getNamedGraphURIs().clear();
        return DynamicDatasets.dynamicDataset(asked, all, false);
    }

    /** What the request says of the data set goes before what the query says (SPARQL 1.1 Protocol, section 2.1.4). */
    private static DatasetDescription described(HttpServletRequest request, Query query) {
        DatasetDescription asked = DatasetDescription.create(
                values(request, HttpNames.paramDefaultGraphURI), values(request, HttpNames.paramNamedGraphURI));
        return asked.isEmpty() && query.hasDatasetDescription() ? DatasetDescription.create(query) : asked;
    }

    /** Nothing is fetched for a query, and an empty answer would hide that. */
    private static void checkGraph(String graph, DatasetGraph dataset) {
        Node name = Iris.external(graph);
        if (!Quad.isDefaultGraph(name) && !Quad.isUnionGraph(name) && !dataset.containsGraph(name)) {
            throw new Refusal(Problem.of(
                    Problem.UNPROCESSABLE,
                    "No such graph",
                    "There is no graph <" + graph + "> here, and nothing is fetched. The service description lists the"
                            + " graphs that there are."));
        }
    }

    private static List<String> values(HttpServletRequest request, String parameter) {
        String[] values = request.getParameterValues(parameter);
        return values == null
                ? List.of()
                : Arrays.stream(values).filter(value -> !value.isEmpty()).toList();
    }
}
