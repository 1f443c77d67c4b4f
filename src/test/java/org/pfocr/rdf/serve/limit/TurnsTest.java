package org.pfocr.rdf.serve.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TurnsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** What became of the queries that waited, in order: the client's name, with a mark where it was refused. */
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private final BlockingQueue<Turn> given = new LinkedBlockingQueue<>();

    private boolean await(Turns turns, String client, Duration maxWait) {
        return turns.await(client, true, maxWait, new Turns.Outcome() {
            @Override
            public void ready(@Nullable Turn turn) {
                told.add(client);
                given.add(Objects.requireNonNull(turn));
            }

            @Override
            public void refused(boolean isRate) {
                told.add(client + (isRate ? " too fast" : " in vain"));
            }
        });
    }

    @Test
    void aClientWithOneQueryGoesBeforeOneWithMany() throws Exception {
        try (Turns turns = new Turns(2, 100, client -> true, client -> true)) {
            Turn first = Objects.requireNonNull(turns.take("busy"));
            for (int i = 0; i < 5; i++) {
                assertThat(await(turns, "busy", LONG)).isTrue();
            }
            assertThat(await(turns, "other", LONG)).isTrue();
            turns.release(first);
            assertThat(told.take()).isEqualTo("other");
        }
    }

    @Test
    void aQueryThatRunsOnMakesPlaceForShortOnes() throws Exception {
        try (Turns turns = new Turns(1, 100, client -> true, client -> true)) {
            assertThat(turns.take("one")).isNotNull();
            assertThat(turns.take("other")).isNull();
            assertThat(await(turns, "other", LONG)).isTrue();
            assertThat(told.take()).isEqualTo("other"); // Though the first has not ended.
        }
    }

    /** Two long queries of two clients have one turn: each must get to run again and again. */
    @Test
    void longQueriesTakeTurns() throws Exception {
        try (Turns turns = new Turns(1, 100, client -> true, client -> true)) {
            Turn one = Objects.requireNonNull(turns.take("one"));
            assertThat(await(turns, "other", LONG)).isTrue();
            Turn other = given.take();
            for (int i = 0; i < 3; i++) {
                until(one, true);
                until(one, false);
            }
            turns.release(other);
            AtomicBoolean cancelled = new AtomicBoolean();
            one.awaitGo(cancelled);
            assertThat(turns.release(one)).isPositive();
        }
    }

    private static void until(Turn turn, boolean isPaused) throws InterruptedException {
        while (turn.isPaused() != isPaused) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void whoHasMostWaitingMakesRoomForOthers() throws Exception {
        try (Turns turns = new Turns(1, 3, client -> true, client -> true)) {
            assertThat(turns.take("busy")).isNotNull();
            while (given.size() < 2) { // Until it has started what it may.
                await(turns, "busy", LONG);
                TimeUnit.MILLISECONDS.sleep(1);
            }
            boolean isFull = false;
            while (!isFull) {
                isFull = !await(turns, "busy", LONG);
            }
            told.clear();
            assertThat(await(turns, "other", LONG)).isTrue();
            assertThat(told.take()).isEqualTo("busy in vain");
        }
    }

    @Test
    void whoAsksTooFastWaitsInVain() throws Exception {
        try (Turns turns = new Turns(4, 10, client -> false, client -> false)) {
            assertThat(await(turns, "fast", Duration.ofMillis(1))).isTrue();
            assertThat(told.take()).isEqualTo("fast too fast");
            assertThat(await(turns, "fast", Duration.ZERO)).isFalse();
        }
    }

    @Test
    void aPausedQueryThatIsCancelledGoesOnToItsEnd() throws Exception {
        Turn turn = new Turn("one");
        turn.pause();
        AtomicBoolean cancelled = new AtomicBoolean();
        Thread query = new Thread(() -> turn.awaitGo(cancelled));
        query.start();
        cancelled.set(true);
        query.join();
    }
}
