package org.pfocr.rdf.serve.limit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.pfocr.rdf.serve.http.ClientAddress;
import org.pfocr.rdf.serve.http.OpenReads;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.observe.Metrics;
import org.pfocr.rdf.serve.observe.QueryRecord;

/** Lets requests read the store: so many of one client, so many at one time, each for so long. Thread-safe. */
public final class Admission implements AutoCloseable {
    /** When a client that was refused may come again. */
    private static final int RETRY_SECONDS = 10;

    private final Semaphore slots;
    private final int maxQueries;
    private final int maxWaiting;
    private final Duration maxWait;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ClientAddress addresses;
    private final ClientLimits clients;
    private final QueryWatch watch = new QueryWatch();

    public Admission(ServerOptions options, ClientAddress addresses, ClientLimits clients) {
        this.maxQueries = options.maxQueries();
        this.maxWaiting = options.maxWaiting();
        this.maxWait = options.maxWait();
        this.slots = new Semaphore(maxQueries, true);
        this.addresses = addresses;
        this.clients = clients;
    }

    /**
     * Does the work of one client's query.
     *
     * @throws Refusal with status 429 when the client has too many
     */
    public void ofClient(HttpServletRequest request, Consumer<QueryRecord> work) {
        String client = addresses.of(request.getRemoteAddr(), request.getHeader("X-Forwarded-For"));
        QueryRecord record = QueryRecord.of(request, client);
        clients.begin(client);
        try {
            work.accept(record);
        } finally {
            clients.end(client);
        }
    }

    /**
     * Does work when it is its turn; a server that takes on every query at once answers none.
     *
     * @throws Refusal with status 503 when too many are waiting
     */
    public void inTurn(Runnable work) {
        takeSlot();
        try {
            work.run();
        } finally {
            slots.release();
        }
    }

    private void takeSlot() {
        if (slots.tryAcquire()) {
            return;
        }
        boolean free = false;
        if (waiting.incrementAndGet() <= maxWaiting) {
            try {
                free = slots.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // The server is stopping; the query is refused like any other.
            }
        }
        waiting.decrementAndGet();
        if (!free) {
            throw new Refusal(Problem.tooMany(
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "Too many queries",
                    "Too many queries are running. Try again in " + RETRY_SECONDS + " s.",
                    RETRY_SECONDS));
        }
    }

    /**
     * Does work that ends when its time is over, when memory is short, or when its client has gone.
     *
     * @throws Refusal with the reason, where the work was ended
     */
    public void watched(HttpServletRequest request, Duration limit, Consumer<RunningQuery> work) {
        RunningQuery running = new RunningQuery(limit, OpenReads.channel(request));
        watch.add(running);
        try {
            work.accept(running);
        } catch (OutOfMemoryError e) { // One value that is too long, such as a GROUP_CONCAT of everything.
            throw new Refusal(Problem.memory());
        } catch (StackOverflowError e) { // ARQ follows a query's parts by recursion.
            throw new Refusal(Problem.nested());
        } catch (Refusal e) {
            throw e;
        } catch (BrokenAnswer e) {
            throw e.getCause() instanceof Refusal refusal ? refusal : ended(running, e);
        } catch (RuntimeException e) {
            throw ended(running, e);
        } finally {
            watch.remove(running);
        }
    }

    /** Why the work was ended, or the failure itself where it was not. */
    private static RuntimeException ended(RunningQuery running, RuntimeException failure) {
        Problem why = running.ended();
        return why == null ? failure : new Refusal(why);
    }

    /** Adds what is running and waiting to the metrics. */
    public void measure(Metrics metrics) {
        metrics.gauge("pfocr.queries.running", "Queries that run", () -> maxQueries - slots.availablePermits());
        metrics.gauge("pfocr.queries.waiting", "Queries that wait for their turn", waiting::get);
    }

    /** Ends, after a time, everything that still runs then: the server is stopping. */
    public void endAllAfter(Duration time) {
        watch.endAllAfter(time);
    }

    @Override
    public void close() {
        watch.close();
    }
}
