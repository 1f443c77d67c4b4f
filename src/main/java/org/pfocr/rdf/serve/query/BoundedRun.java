package org.pfocr.rdf.serve.query;

import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.util.Context;
import org.pfocr.rdf.answer.Pace;
import org.pfocr.rdf.search.query.TextFunctions;
import org.pfocr.rdf.serve.bound.Bounds;
import org.pfocr.rdf.serve.bound.SafeContext;
import org.pfocr.rdf.serve.federate.ServiceCalls;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.limit.RunningQuery;
import org.pfocr.rdf.sets.query.SetFunctions;

/** Makes ready to run a query of somebody we do not know, within the bounds of the server. Stateless. */
public final class BoundedRun {
    private BoundedRun() {}

    /** A run of a query on all data of a store, or on the part that the query's FROM names. */
    public static QueryExec of(Query query, DatasetGraph all, RunningQuery running, ServerOptions options) {
        Context context = Context.mergeCopy(ARQ.getContext(), all.getContext());
        return of(query, AskedDataset.of(query, all), context, running, options);
    }

    /** @param context of this run alone; what is not allowed is taken from it */
    static QueryExec of(
            Query query, DatasetGraph dataset, Context context, RunningQuery running, ServerOptions options) {
        context.unset(ARQ.queryTimeout);
        context.set(
                ARQ.httpQueryTimeout, String.valueOf(Math.max(1, running.limit().toMillis() / 2)));
        context.set(ARQ.httpQueryClient, new ServiceCalls(running));
        context.set(ARQConstants.symCancelQuery, running.cancelSignal());
        context.set(Pace.WAIT, (Runnable) running::pace);
        context.set(Pace.NO_MEMORY, (Runnable) () -> running.end(Problem.memory()));
        SafeContext.apply(context, new Bounds(options.maxCharacters(), options.maxDigits(), running::end));
        TextFunctions.allow(context);
        SetFunctions.allow(context);
        return QueryExec.newBuilder()
                .dataset(dataset)
                .query(query)
                .context(context)
                .build();
    }
}
