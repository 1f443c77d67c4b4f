package org.pfocr.rdf.serve.mcp.tool;

import io.modelcontextprotocol.common.McpTransportContext;
import java.util.Map;
import org.apache.jena.sparql.core.DatasetGraph;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.limit.RunningQuery;

/**
 * What a tool has at hand while it answers.
 *
 * @param lease the generation that is asked
 * @param running is ended when the time is over
 */
public record Asked(Generations.Lease lease, RunningQuery running, ServerOptions options) {
    private static final String KEY = "org.pfocr.rdf.asked";

    public DatasetGraph dataset() {
        return lease.dataset();
    }

    /** As the protocol's library hands it on. */
    public McpTransportContext context() {
        return McpTransportContext.create(Map.of(KEY, this));
    }

    public static Asked of(McpTransportContext context) {
        return (Asked) context.get(KEY);
    }
}
