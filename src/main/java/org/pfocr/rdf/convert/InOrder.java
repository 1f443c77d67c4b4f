package org.pfocr.rdf.convert;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Workers whose results are taken in the order of their tasks, so that an outcome does not depend on the number of threads.
 * For one thread; {@link #close} stops the workers.
 */
public final class InOrder implements AutoCloseable {
    /** Tasks under way for each thread: enough to ride over a slow one, few enough to bound memory. */
    private static final int TASKS_PER_THREAD = 3;

    private final int threads;
    private final ExecutorService workers;

    public InOrder(int threads) {
        this.threads = threads;
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "convert");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Takes results on the calling thread. */
    public interface Drain<T> {
        void accept(T result) throws IOException;
    }

    /**
     * Runs tasks, a bounded number ahead of the drain.
     *
     * @throws IOException when the drain fails
     */
    public <T> void run(Iterator<Callable<T>> tasks, Drain<T> drain) throws IOException, InterruptedException {
        Deque<Future<T>> underWay = new ArrayDeque<>();
        while (tasks.hasNext() || !underWay.isEmpty()) {
            while (tasks.hasNext() && underWay.size() < threads * TASKS_PER_THREAD) {
                underWay.add(workers.submit(tasks.next()));
            }
            try {
                drain.accept(underWay.remove().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a part could not be converted: " + e.getCause(), e.getCause());
            }
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
