package org.pfocr.rdf.serve.supervise;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a server as a process of its own and starts it again when it does not answer any more. Within the server nobody could:
 * what keeps the JVM from a safepoint stops every thread. For one thread; {@link #stop} may come from any.
 */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /** How the supervisor names itself when it asks. */
    public static final String AGENT = "pfocr-rdf supervisor";

    private static final byte[] QUESTION = ("GET /health HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + AGENT
                    + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);
    private static final int ANSWER_MILLIS = 2000;
    /** A server that has been silent for so long is ended. */
    private static final Duration SILENCE = Duration.ofSeconds(10);
    /** A question without an answer, and the time before it. */
    private static final Duration ROUND = BETWEEN_QUESTIONS.plusMillis(ANSWER_MILLIS);
    /** What took so many rounds longer was not waiting: this process or the whole machine stood still. */
    private static final int STALL = 3;
    /** A query that has passed its limit by so much has not noticed that it was cancelled. */
    private static final Duration OVERDUE = Duration.ofSeconds(30);
    /** Beyond the drain time; the server itself wants to end before. */
    private static final Duration STOP_TIME = Duration.ofMillis(4500);
    /** More starts than these in the time below, and there is no use in another. */
    private static final int MAX_STARTS = 5;

    private static final Duration STARTS_TIME = Duration.ofMinutes(10);
    /** Exit codes from here on are those of a signal. */
    private static final int SIGNALS = 128;

    private static final int INTERRUPTED = SIGNALS + 2;
    private static final int TERMINATED = SIGNALS + 15;

    private final List<String> command;
    private final Journal journal;
    private final String host;
    private final Duration drainTime;
    private volatile @Nullable Process server;
    private volatile boolean stopping;

    /**
     * @param command starts the server, which keeps a journal in the folder
     * @param host where the server listens
     * @param drainTime how long the server lets queries go on when it is stopped
     * @throws IOException when the journal cannot be made
     */
    Supervisor(List<String> command, Path folder, String host, Duration drainTime) throws IOException {
        this.command = List.copyOf(command);
        this.journal = Journal.in(folder);
        boolean isAny = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        this.host = isAny ? "127.0.0.1" : host;
        this.drainTime = drainTime;
    }

    /**
     * Keeps a server running.
     *
     * @return the exit code of the server, once it has ended by itself or was stopped
     * @throws IOException when no process can be started
     */
    int run() throws IOException, InterruptedException {
        Deque<Long> starts = new ArrayDeque<>();
        while (true) {
            starts.add(System.nanoTime());
            while (System.nanoTime() - starts.getFirst() > STARTS_TIME.toNanos()) {
                starts.removeFirst();
            }
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start(); // Its standard input stays open as long as we live; that is how it notices that we do
            // not.
            server = process;
            boolean isOurs = watch(process);
            int code = process.waitFor();
            boolean isAsked = stopping || code < SIGNALS || code == INTERRUPTED || code == TERMINATED;
            if ((isAsked && !isOurs) || journal.port() == 0) {
                return code;
            }
            if (!isOurs) {
                LOG.error("the server ended by itself with exit code {}, and is started again", code);
                journal.refuse(List.of());
            }
            if (starts.size() > MAX_STARTS) {
                LOG.error(
                        "the server was started {} times in {} minutes, which is enough",
                        starts.size(),
                        STARTS_TIME.toMinutes());
                return 3;
            }
        }
    }

    /** Ends the server in peace, or at last by force; returns when it has ended. */
    void stop() {
        stopping = true;
        Process process = server;
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(drainTime.plus(STOP_TIME).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.error("the server did not end in time, and is killed");
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Watches a server until it ends; says whether that was our doing. */
    private boolean watch(Process process) throws IOException, InterruptedException {
        Duration silent = Duration.ZERO;
        long round = System.nanoTime();
        long resumed = 0;
        // The first server has its port when it answers; those after it have it before they have opened the store.
        boolean isUp = journal.port() == 0;
        while (!process.waitFor(BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS)) {
            if (stopping) {
                continue;
            }
            boolean isWell = journal.port() == 0 || answers(); // Without a port it loads, maybe for hours.
            isUp |= isWell && journal.port() != 0;
            Duration took = Duration.ofNanos(System.nanoTime() - round);
            round = System.nanoTime();
            if (took.compareTo(ROUND.multipliedBy(STALL))
                    > 0) { // We stood still, and so may the server have: that says nothing against it.
                resumed = System.currentTimeMillis();
                took = ROUND;
            }
            silent = isWell ? Duration.ZERO : silent.plus(took);
            if (journal.port() == 0) {
                continue;
            }
            // A server that is started again has its warm-up behind it, but a large store to open.
            boolean isSilent = silent.compareTo(isUp ? SILENCE : SILENCE.multipliedBy(6)) > 0;
            List<Journal.Entry> overdue = overdue(resumed);
            if (!isSilent && overdue.isEmpty()) {
                continue;
            }
            List<Journal.Entry> blamed = overdue.isEmpty() ? before(silent) : overdue;
            LOG.error(
                    "the server {}, and is killed and started again; refused for an hour are {} queries",
                    isSilent ? "has not answered for " + silent.toSeconds() + " s" : "has a query that does not end",
                    blamed.size());
            blamed.forEach(entry -> LOG.atError()
                    .addKeyValue("sha256", entry.hash())
                    .addKeyValue("seconds", (System.currentTimeMillis() - entry.begun()) / 1000)
                    .addKeyValue("query", entry.text())
                    .log("refused for an hour"));
            process.destroyForcibly().waitFor();
            journal.refuse(blamed);
            return true;
        }
        return false;
    }

    /** @param resumed when this process last went on after it had stood still, in milliseconds; a query counts from there */
    private List<Journal.Entry> overdue(long resumed) {
        long now = System.currentTimeMillis();
        return journal.running().stream()
                .filter(entry -> now - Math.max(entry.begun(), resumed) > entry.limit() + OVERDUE.toMillis())
                .toList();
    }

    /** The queries that ran when the server fell silent, and still do. */
    private List<Journal.Entry> before(Duration silent) {
        long then = System.currentTimeMillis() - silent.toMillis() + BETWEEN_QUESTIONS.toMillis() + ANSWER_MILLIS;
        return journal.running().stream().filter(entry -> entry.begun() <= then).toList();
    }

    /** Asks over a connection whose port the server knows, since all that clients may open can be in use. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.bind(null);
            journal.asking(socket.getLocalPort());
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(host, journal.port()), ANSWER_MILLIS);
            socket.getOutputStream().write(QUESTION);
            return socket.getInputStream().read() >= 0; // Also 503: it is stopping, because somebody told it to.
        } catch (IOException e) {
            return false;
        }
    }
}
