package org.pfocr.rdf.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CompilerShareTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @Test
    void aWorkerWaitsUntilTheCompilerIsQuiet() throws InterruptedException {
        assumeTrue(PROCESSORS > 1, "there is one processor, so one worker, which cannot wait");
        ThreadPoolExecutor workers = pool(PROCESSORS);
        CompilerShare share = new CompilerShare(workers);
        assertThat(workers.getCorePoolSize()).isEqualTo(PROCESSORS - 1);
        while (workers.getCorePoolSize() < PROCESSORS) { // The time limit of the class ends this where it is broken.
            Thread.sleep(50);
            share.check();
        }
        workers.shutdown();
    }

    @Test
    void withAProcessorToSpareAllWorkFromTheBeginning() {
        for (int threads = 1; threads < Math.max(2, PROCESSORS); threads++) {
            ThreadPoolExecutor workers = pool(threads);
            new CompilerShare(workers).check();
            assertThat(workers.getCorePoolSize()).isEqualTo(threads);
            workers.shutdown();
        }
    }

    private static ThreadPoolExecutor pool(int threads) {
        return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    }
}
