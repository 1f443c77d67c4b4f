package org.pfocr.rdf.convert;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a processor to the JVM's compiler while it is busy. With a worker on each processor the compiler gets a third of
 * one, and until it is done the workers run code that is several times slower: bench/convert.md. Not thread-safe.
 */
final class CompilerShare {
    /** How long the compiler is watched before anything is decided. */
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);
    /** The compiler is busy when it works for more than this share of the time. */
    private static final double BUSY = 0.3;

    private final ThreadPoolExecutor workers;
    private final int threads;
    private final @Nullable CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private boolean isOver;
    private long time;
    private long compilation;

    /** Takes a worker away where the pool has one for each processor. */
    CompilerShare(ThreadPoolExecutor workers) {
        this.workers = workers;
        this.threads = workers.getCorePoolSize();
        isOver = threads == 1
                || threads < Runtime.getRuntime().availableProcessors()
                || compiler == null
                || !compiler.isCompilationTimeMonitoringSupported();
        if (!isOver) {
            workers.setCorePoolSize(threads - 1);
            note();
        }
    }

    /** To be called now and then; gives the pool its worker back when the compiler has become quiet. */
    void check() {
        if (isOver || compiler == null || System.nanoTime() - time < PERIOD) {
            return;
        }
        long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - time);
        if (compiler.getTotalCompilationTime() - compilation < BUSY * elapsed) {
            isOver = true;
            workers.setCorePoolSize(threads);
        } else {
            note();
        }
    }

    private void note() {
        time = System.nanoTime();
        compilation = compiler == null ? 0 : compiler.getTotalCompilationTime();
    }
}
