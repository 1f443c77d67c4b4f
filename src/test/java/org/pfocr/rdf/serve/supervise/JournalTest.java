package org.pfocr.rdf.serve.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JournalTest {
    /** One that ends while it is read once seemed to run since 1970, and its server was killed. */
    @Test
    void queriesThatEndWhileTheyAreReadAreNeverOld(@TempDir Path folder) throws Exception {
        Journal reader = Journal.in(folder);
        Journal writer = Journal.in(folder);
        long start = System.currentTimeMillis();
        AtomicBoolean isOver = new AtomicBoolean();
        Thread server = new Thread(() -> {
            while (!isOver.get()) {
                writer.begin("ASK {}", Duration.ofSeconds(7)).run();
            }
        });
        server.start();
        int seen = 0;
        for (int i = 0; i < 200_000 && System.currentTimeMillis() - start < 20_000; i++) {
            for (Journal.Entry entry : reader.running()) {
                seen++;
                assertThat(entry.begun()).isBetween(start, System.currentTimeMillis());
                assertThat(entry.limit()).isEqualTo(7000);
                assertThat(entry.text()).isEqualTo("ASK {}");
            }
        }
        isOver.set(true);
        server.join();
        assertThat(seen).isPositive();
    }
}
