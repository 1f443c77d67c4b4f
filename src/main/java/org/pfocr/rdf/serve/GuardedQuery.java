package org.pfocr.rdf.serve;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.atlas.web.AcceptList;
import org.apache.jena.atlas.web.MediaType;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.Responses;
import org.apache.jena.fuseki.servlets.SPARQL_QueryDataset;
import org.apache.jena.fuseki.servlets.ServletOps;
import org.apache.jena.graph.Graph;
import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.riot.web.HttpNames;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.engine.http.QueryExceptionHTTP;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.QueryExecResult;
import org.apache.jena.sparql.util.Context;
import org.apache.jena.system.Txn;
import org.jspecify.annotations.Nullable;

/**
 * Fuseki's query service on the current generation, with a time limit of its own.
 *
 * <p>ARQ has one thread for the time limits of all queries, and one slow SERVICE can block it; so each query has a timer
 * of this pool instead. Thread-safe.
 */
final class GuardedQuery extends SPARQL_QueryDataset {
    private static final int TIMER_THREADS = 2;

    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(TIMER_THREADS, task -> {
        Thread thread = new Thread(task, "query-timer");
        thread.setDaemon(true);
        return thread;
    });
    private static final AcceptList DESCRIPTION_FORMS = AcceptList.create(
            "text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples", "text/html");

    /** How long a query waits for its turn before it is refused. */
    private static final int MAX_WAIT_SECONDS = 10;
    /** Waiting queries for each one that may run. */
    private static final int WAITING_PER_SLOT = 8;

    private final Generations generations;
    private final Duration queryTime;
    private final int maxQueries;
    private final Semaphore slots;
    private static final ThreadLocal<Generations.@Nullable Lease> LEASE = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable ScheduledFuture<?>> TIMER = new ThreadLocal<>();

    GuardedQuery(Generations generations, Duration queryTime, int maxQueries) {
        this.maxQueries = maxQueries;
        this.slots = new Semaphore(maxQueries, true);
        this.generations = generations;
        this.queryTime = queryTime;
    }

    /** A program that asks for the endpoint itself gets its description, a browser the query page. */
    @Override
    public void execGet(HttpAction action) {
        if (action.getRequestParameter("query") != null) {
            super.execGet(action);
            return;
        }
        action.setResponseHeader("Vary", "Accept");
        String accept = action.getRequestHeader("Accept");
        MediaType chosen = accept == null ? null : AcceptList.match(new AcceptList(accept), DESCRIPTION_FORMS);
        if (chosen != null && chosen.getSubType().equals("html")) {
            action.setResponseStatus(HttpServletResponse.SC_SEE_OTHER);
            action.setResponseHeader("Location", "./");
            return;
        }
        try (Generations.Lease lease = generations.use()) {
            Graph description = Txn.calculateRead(
                    lease.dataset(),
                    () -> ServiceDescription.of(
                            action.getRequestRequestURL().toString(), lease.dataset(), lease.info()));
            Responses.doResponseGraph(action, description);
        }
    }

    @Override
    public void execHead(HttpAction action) {
        execGet(action); // Jetty leaves the body out.
    }

    @Override
    public void validate(HttpAction action) {
        if (!action.getRequestMethod().equals(HttpNames.METHOD_HEAD)) {
            super.validate(action);
        }
    }

    @Override
    protected QueryExecResult executeQuery(HttpAction action, QueryExec execution, Query query, String queryStringLog) {
        QueryExecResult result = super.executeQuery(action, execution, query, queryStringLog);
        return result.isRowSet() ? new QueryExecResult(BrokenAnswer.rows(result.rowSet())) : result;
    }

    /** Takes the answer back where none of it was sent; else marks it, and the filter breaks the connection. */
    private void takeBack(HttpAction action, BrokenAnswer broken) {
        if (action.getResponse().isCommitted()) {
            action.getRequest().setAttribute(OpenReads.BROKEN, broken);
            return;
        }
        action.getResponse().reset();
        OpenReads.headers(action.getResponse());
        ServletOps.error(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "The query was cancelled after " + queryTime.toSeconds() + " s. Ask for less with LIMIT, or in parts.");
    }

    /** The whole query, its answer included, sees one generation. */
    @Override
    protected void execute(String queryString, HttpAction action) {
        takeSlot(action);
        try (Generations.Lease lease = generations.use()) {
            LEASE.set(lease);
            Txn.executeRead(lease.dataset(), () -> super.execute(queryString, action));
        } catch (BrokenAnswer e) {
            takeBack(action, e);
        } catch (QueryExceptionHTTP e) {
            // The other endpoint's status is not ours: a redirect, say, which is not followed, would mislead our
            // client.
            ServletOps.error(
                    HttpServletResponse.SC_BAD_GATEWAY, "SERVICE failed: the endpoint answered " + e.getStatusCode());
        } finally {
            slots.release();
            LEASE.remove();
            ScheduledFuture<?> pending = TIMER.get();
            if (pending != null) {
                pending.cancel(false);
                TIMER.remove();
            }
        }
    }

    /** Waits for a turn; a server that takes on every query at once answers none. */
    private void takeSlot(HttpAction action) {
        try {
            if (slots.getQueueLength() < maxQueries * WAITING_PER_SLOT
                    && slots.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The server is stopping; the query is refused like any other.
        }
        action.setResponseHeader("Retry-After", String.valueOf(MAX_WAIT_SECONDS));
        ServletOps.error(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Too many queries are running. Try again in " + MAX_WAIT_SECONDS + " s.");
    }

    @Override
    protected DatasetGraph getDataset(HttpAction action) {
        return lease().dataset();
    }

    @Override
    protected QueryExec createQueryExec(HttpAction action, Query query, DatasetGraph dataset) {
        Context context =
                Context.mergeCopy(action.getContext(), lease().dataset().getContext());
        context.unset(ARQ.queryTimeout);
        context.set(ARQ.httpQueryTimeout, String.valueOf(Math.max(1, queryTime.toMillis() / 2)));
        AtomicBoolean cancel = Context.getOrSetCancelSignal(context);
        TIMER.set(timers.schedule(() -> cancel.set(true), queryTime.toMillis(), TimeUnit.MILLISECONDS));
        return QueryExec.newBuilder()
                .dataset(dataset)
                .query(query)
                .context(context)
                .build();
    }

    private static Generations.Lease lease() {
        return Objects.requireNonNull(LEASE.get(), "only within execute");
    }

    void stop() {
        timers.shutdownNow();
    }
}
