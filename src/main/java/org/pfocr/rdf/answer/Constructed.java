package org.pfocr.rdf.answer;

import java.util.Iterator;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.apache.jena.sparql.util.NodeUtils;

/**
 * What CONSTRUCT makes, without what is not RDF, such as a literal as subject (SPARQL 1.1 Query Language, section 16.2). ARQ
 * leaves that out of triples, and not out of quads. Stateless.
 */
public final class Constructed {
    private Constructed() {}

    /**
     * The query's graph, or its data set where its template has {@code GRAPH}.
     *
     * @param execution of the query
     */
    public static QueryExecResult by(QueryExec execution, Query query) {
        return query.isConstructQuad()
                ? new QueryExecResult(quads(execution, query))
                : new QueryExecResult(execution.construct());
    }

    /** The data set of a query whose template has {@code GRAPH}. */
    public static DatasetGraph quads(QueryExec execution, Query query) {
        DatasetGraph made = DatasetGraphFactory.create();
        query.getPrefixMapping().getNsPrefixMap().forEach(made.prefixes()::add);
        Iterator<Quad> quads = execution.constructQuads();
        try {
            Iter.filter(
                            quads,
                            quad -> (quad.getGraph().isURI() || quad.getGraph().isBlank())
                                    && NodeUtils.isValidAsRDF(quad.getSubject(), quad.getPredicate(), quad.getObject()))
                    .forEachRemaining(made::add);
        } finally {
            Iter.close(quads);
        }
        return made;
    }
}
