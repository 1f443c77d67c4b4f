package org.pfocr.rdf.serve.thing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.graph.Node;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.system.Txn;
import org.pfocr.rdf.serve.figure.Reading;
import org.pfocr.rdf.serve.generation.Generations;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.page.Edition;
import org.pfocr.rdf.serve.page.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The overview of the current generation. It is read in the background, from the server's start on and again when a new
 * generation comes. Thread-safe.
 */
public final class Overviews implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Overviews.class);
    /** A page waits so long for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Generations generations;
    private String name = "";
    private CompletableFuture<Overview> current = new CompletableFuture<>();
    private volatile Edition edition;
    private final AtomicBoolean ended = new AtomicBoolean();

    public Overviews(Generations generations) {
        this.generations = generations;
        edition = new Edition("", "", generations.info().figures());
    }

    /** Which data are served, as far as it is known by now. */
    public Edition edition() {
        return edition;
    }

    /** Begins to read, where that is not done. */
    public void begin() {
        try (Generations.Lease lease = generations.use()) {
            CompletableFuture<Overview> unused = future(lease); // Whoever needs it asks for it.
        }
    }

    /**
     * The overview of a generation.
     *
     * @throws Refusal with status 503 where it is not read in time
     */
    public Overview of(Generations.Lease lease) {
        try {
            return future(lease).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Refusal(Problem.tooMany(
                    503,
                    "Not ready yet",
                    "The server has just begun to read new data. Try again in a few seconds.",
                    5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.stopping());
        } catch (ExecutionException e) {
            throw new IllegalStateException("the overview of the data could not be read", e);
        }
    }

    private synchronized CompletableFuture<Overview> future(Generations.Lease lease) {
        if (!name.equals(lease.name()) || current.isCompletedExceptionally()) {
            name = lease.name();
            CompletableFuture<Overview> made = new CompletableFuture<>();
            current = made;
            Thread thread = new Thread(() -> read(made), "overview");
            thread.setDaemon(true);
            thread.start();
        }
        return current;
    }

    private void read(CompletableFuture<Overview> made) {
        try (Generations.Lease lease = generations.use()) {
            Txn.executeRead(lease.dataset(), () -> {
                Reading reading = new Reading(lease.dataset(), ended);
                Overview overview = Overview.of(reading, lease.info().figures());
                edition = overview.edition();
                made.complete(overview);
                overview.fill(reading);
                overview.prepare(reading);
            });
        } catch (QueryCancelledException e) {
            made.completeExceptionally(e); // The server is stopping.
        } catch (RuntimeException e) {
            LOG.error("the overview of the data could not be read", e);
            made.completeExceptionally(e);
        }
    }

    /** What is counted over the figures of a thing. */
    ThingNumbers numbers(Overview overview, Kind kind, Node thing, Reading reading) {
        return overview.numbers(kind, thing, reading);
    }

    /** Ends what is being read. */
    @Override
    public void close() {
        ended.set(true);
    }
}
