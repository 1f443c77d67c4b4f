package org.pfocr.rdf.serve.limit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.serve.door.Outgoing;
import org.pfocr.rdf.serve.http.ClientAddress;
import org.pfocr.rdf.serve.http.OpenReads;
import org.pfocr.rdf.serve.http.Problem;
import org.pfocr.rdf.serve.http.Refusal;
import org.pfocr.rdf.serve.http.ServerOptions;
import org.pfocr.rdf.serve.observe.Metrics;
import org.pfocr.rdf.serve.observe.QueryRecord;
import org.pfocr.rdf.serve.supervise.Journal;

/**
 * Lets requests read the store: so many of one client, so many at one time, each for so long. A request that must wait gives
 * its thread back; when it may go on, its servlet is called once more, from its beginning. Thread-safe.
 */
public final class Admission implements AutoCloseable {
    /** When a client that was refused may come again. */
    private static final int RETRY_SECONDS = 10;

    /** Attribute of a request: its {@link Pass}. */
    private static final String PASS = "org.pfocr.rdf.pass";

    private final Turns turns;
    private final Duration maxWait;
    private final ClientAddress addresses;
    private final ClientLimits clients;
    private final QueryWatch watch = new QueryWatch();
    private final Journal journal;

    /** How far a request has come. For the thread that has the request. */
    private static final class Pass {
        private final String client;
        private @Nullable Turn turn;
        private @Nullable Problem refusal;
        private boolean isWaiting;
        private boolean hasEntered;
        private double used;

        Pass(String client) {
            this.client = client;
        }
    }

    /** @param journal where to note what runs */
    public Admission(ServerOptions options, ClientAddress addresses, ClientLimits clients, Journal journal) {
        this.maxWait = options.maxWait();
        this.addresses = addresses;
        this.clients = clients;
        this.journal = journal;
        this.turns = new Turns(
                options.maxQueries(), options.maxWaiting(), clients::hasRate, client -> clients.enter(client) == null);
    }

    /**
     * Does the work of one client's query, or begins it and has it wait; then the request is asynchronous.
     *
     * @param query for the logs; null where it is none
     * @throws Refusal with status 429 when the client has too many
     */
    public void ofClient(HttpServletRequest request, @Nullable String query, Consumer<QueryRecord> work) {
        String client = addresses.of(request.getRemoteAddr(), request.getHeader("X-Forwarded-For"));
        QueryRecord record = QueryRecord.of(request, client);
        if (query != null) {
            record.text(query);
        }
        Pass pass = pass(request);
        boolean isNew = pass == null;
        if (pass == null) {
            clients.begin(client);
            pass = new Pass(client);
            request.setAttribute(PASS, pass);
        }
        pass.isWaiting = false;
        try {
            Problem notNow = isNew ? clients.enter(client) : null;
            pass.hasEntered |= isNew && notNow == null;
            if (notNow != null) {
                await(request, pass, false, notNow);
            } else if (pass.refusal != null) {
                throw new Refusal(pass.refusal);
            } else {
                work.accept(record);
            }
        } finally {
            if (!pass.isWaiting) {
                release(pass);
                clients.end(client, pass.used, pass.hasEntered);
            }
        }
    }

    private static @Nullable Pass pass(HttpServletRequest request) {
        return request.getAttribute(PASS) instanceof Pass pass ? pass : null;
    }

    /** Whether a request waited and has been called again. */
    public static boolean isCalledAgain(HttpServletRequest request) {
        return pass(request) != null;
    }

    /**
     * Looks whether a query is known to do harm.
     *
     * @throws Refusal with status 422 when it stopped the server within the last hour
     */
    public void check(String query) {
        if (journal.isRefused(query)) {
            throw new Refusal(Problem.notAllowed(
                    "The server had to be started again because of this query, which is refused for an hour."));
        }
    }

    /** Does work of a client's query when it is its turn: now, or when the request is called again. */
    public void inTurn(HttpServletRequest request, Runnable work) {
        Pass pass = pass(request);
        if (pass == null) {
            throw new IllegalStateException("a turn is a client's");
        }
        if (pass.turn == null) {
            pass.turn = turns.take(pass.client);
        }
        if (pass.turn == null) {
            await(request, pass, true, refusal(pass, !clients.hasRate(pass.client)));
            return;
        }
        try {
            work.run();
        } finally {
            release(pass);
        }
    }

    private void release(Pass pass) {
        if (pass.turn != null) {
            pass.used += turns.release(pass.turn);
            pass.turn = null;
        }
    }

    /**
     * Jetty calls the request again when its thread has left it, however early that is asked for.
     *
     * @param notNow what the client is told where nobody may wait
     */
    private void await(HttpServletRequest request, Pass pass, boolean needsTurn, Problem notNow) {
        pass.isWaiting = true;
        AsyncContext async = request.startAsync();
        async.setTimeout(0); // Our own has a better answer.
        boolean isWaiting = turns.await(pass.client, needsTurn, maxWait, new Turns.Outcome() {
            @Override
            public void ready(@Nullable Turn turn) {
                pass.turn = turn;
                pass.hasEntered = true;
                again(async, pass);
            }

            @Override
            public void refused(boolean isRate) {
                pass.refusal = refusal(pass, isRate);
                again(async, pass);
            }
        });
        if (!isWaiting) {
            pass.refusal = notNow;
            again(async, pass);
        }
    }

    /** What a client is told that waited in vain: for its rate, for its other queries, or for those of all. */
    private Problem refusal(Pass pass, boolean isRate) {
        return isRate ? clients.tooFast() : pass.hasEntered ? tooMany() : clients.tooManyAtOnce();
    }

    private void again(AsyncContext async, Pass pass) {
        try {
            async.dispatch();
        } catch (IllegalStateException e) { // The request has failed meanwhile, so nobody will call it.
            release(pass);
            clients.end(pass.client, pass.used, pass.hasEntered);
        }
    }

    private static Problem tooMany() {
        return Problem.tooMany(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                "Too many queries",
                "Too many queries are running. Try again in " + RETRY_SECONDS + " s.",
                RETRY_SECONDS);
    }

    /**
     * Does work that ends when its time is over, when memory is short, or when its client has gone.
     *
     * @throws Refusal with the reason, where the work was ended
     */
    public void watched(HttpServletRequest request, Duration limit, Consumer<RunningQuery> work) {
        Pass pass = pass(request);
        Turn turn = pass == null ? null : pass.turn;
        RunningQuery running = new RunningQuery(limit, OpenReads.channel(request), turn);
        if (turn != null) {
            turn.onNoRoom(() -> running.end(tooMany()));
            request.setAttribute(Outgoing.WRITING, (Consumer<Boolean>) turn::writing);
        }
        watched(running, text(request), work);
    }

    /**
     * Does work of the program's own user, who needs no turn, with the same bounds.
     *
     * @param text what to call it
     * @throws Refusal with the reason, where the work was ended
     */
    public void watched(String text, Duration limit, Consumer<RunningQuery> work) {
        watched(new RunningQuery(limit, null, null), text, work);
    }

    private void watched(RunningQuery running, String text, Consumer<RunningQuery> work) {
        watch.add(running);
        Runnable ended = journal.begin(text, running.limit());
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
            ended.run();
        }
    }

    /** What to call the work of a request: its query, else its address. */
    private static String text(HttpServletRequest request) {
        String query = QueryRecord.textOf(request);
        return query == null ? request.getRequestURI() + "?" + request.getQueryString() : query;
    }

    /** Why the work was ended, or the failure itself where it was not. */
    private static RuntimeException ended(RunningQuery running, RuntimeException failure) {
        Problem why = running.ended();
        return why == null ? failure : new Refusal(why);
    }

    /** Adds what is running and waiting to the metrics. */
    public void measure(Metrics metrics) {
        metrics.gauge("pfocr.queries.running", "Queries that run", turns::running);
        metrics.gauge("pfocr.queries.paused", "Queries that have begun and let others go first", turns::paused);
        metrics.gauge("pfocr.queries.waiting", "Queries that wait for their turn", turns::waiting);
    }

    /** Ends, after a time, everything that still runs or waits then: the server is stopping. */
    public void endAllAfter(Duration time) {
        watch.endAllAfter(time, turns::close);
    }

    @Override
    public void close() {
        turns.close();
        watch.close();
    }
}
