package org.pfocr.rdf.serve.generation;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.jena.sparql.core.DatasetGraph;
import org.pfocr.rdf.serve.observe.Metrics;
import org.pfocr.rdf.store.StoreFolder;
import org.pfocr.rdf.store.StoreFolder.UnusableStore;
import org.pfocr.rdf.store.layout.GenerationInfo;
import org.pfocr.rdf.store.read.OpenGeneration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generation that queries see. A new current one is noticed within a second: queries that run finish on the old one,
 * which is closed and removed after the last of them; new ones begin on the new one. Thread-safe.
 */
public final class Generations implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);
    private static final long POLL_MILLIS = 1000;

    /** What is done with a generation before the first query sees it. */
    @FunctionalInterface
    public interface Settings {
        void apply(OpenGeneration generation) throws IOException;
    }

    private final StoreFolder store;
    private final Settings settings;
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "new-generation");
        thread.setDaemon(true);
        return thread;
    });
    private final ScheduledFuture<?> polling;
    private volatile Held current;
    private final AtomicInteger switches = new AtomicInteger();
    /** Why the new generation could not be opened, said once and not in each second. */
    private String refused = "";

    /**
     * @param settings puts what a query may do into the context of a generation's dataset, and opens its indexes
     */
    public Generations(StoreFolder store, Settings settings) throws IOException, UnusableStore {
        this.store = store;
        this.settings = settings;
        this.current = open();
        this.polling = poller.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A use of a generation, which stays open until the use is closed. */
    public final class Lease implements AutoCloseable {
        private final Held held;

        private Lease(Held held) {
            this.held = held;
        }

        public DatasetGraph dataset() {
            return held.generation.dataset();
        }

        public GenerationInfo info() {
            return held.generation.info();
        }

        /** Stands for everything that the generation holds: its name, and when it was made, since a store can be replaced. */
        public String name() {
            return held.generation.name() + "-" + info().created().toEpochMilli();
        }

        /** When the generation was made, whole seconds, milliseconds since 1970. */
        long lastModified() {
            return info().created().getEpochSecond() * 1000;
        }

        @Override
        public void close() {
            release(held);
        }
    }

    /** A generation and the number of its users; the server itself is one while it is the current one. */
    private static final class Held {
        private final OpenGeneration generation;
        private final AtomicInteger users = new AtomicInteger(1);

        Held(OpenGeneration generation) {
            this.generation = generation;
        }

        /** Fails where the last user has gone. */
        boolean retain() {
            return users.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
        }
    }

    public Lease use() {
        while (true) {
            Held held = current;
            if (held.retain()) {
                return new Lease(held);
            }
        }
    }

    public GenerationInfo info() {
        return current.generation.info();
    }

    /** Name of the current generation. */
    public String name() {
        return current.generation.name();
    }

    /** Adds what the current generation holds, and how often a new one came, to the metrics. */
    public void measure(Metrics metrics) {
        metrics.gauge("pfocr.store.triples", "Triples in the store", () -> info().triples());
        metrics.gauge("pfocr.store.figures", "Figures in the store", () -> info().figures());
        metrics.gauge("pfocr.store.switches", "Generations that came after the first", switches::get);
        metrics.moment("pfocr.store.created", "When the generation was made, since 1970", () -> info().created());
    }

    private Held open() throws IOException, UnusableStore {
        OpenGeneration generation = store.openCurrent();
        try {
            settings.apply(generation);
        } catch (IOException | RuntimeException e) {
            generation.close();
            throw e;
        }
        return new Held(generation);
    }

    private void poll() {
        try {
            String name = store.current();
            if (name != null && !name.equals(current.generation.name())) {
                Held old = current;
                current = open();
                switches.incrementAndGet();
                LOG.info("serving {} from now on", name);
                release(old);
            }
        } catch (IOException | UnusableStore | RuntimeException e) {
            // The old generation serves on, and the next poll tries again.
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(refused)) {
                refused = reason;
                LOG.error("the new generation cannot be opened, the old one is served on: {}", reason);
            }
        }
    }

    private void release(Held held) {
        if (held.users.decrementAndGet() == 0) {
            try {
                held.generation.close();
                if (!held.equals(current)) { // At the end of the server nothing is superseded.
                    store.removeSuperseded();
                    // The mapped files of the old generation hold their disk space until their objects are collected.
                    System.gc();
                }
            } catch (IOException e) {
                LOG.warn("an old generation stays on disk until the next load: {}", e.getMessage());
            }
        }
    }

    /** Call when no query runs any more. */
    @Override
    public void close() {
        polling.cancel(false);
        poller.shutdown();
        release(current);
    }
}
