package org.pfocr.rdf.serve.limit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A query's right to run, from its start to its end. While it lasts the query may have to wait now and then, so that others get
 * on; it does so between two steps of its work. The fields that are not final or volatile are guarded by {@link Turns}.
 */
final class Turn {
    /** Longer than this nobody waits without looking again. */
    private static final long LOOK_MILLIS = 50;

    final String client;
    final long begun = System.nanoTime();
    /** Whether it has shown that it is no short one. */
    boolean isLong;
    /** Seconds in which it ran, and did not wait. */
    double used;

    private volatile Runnable giveUp = () -> {};
    private volatile boolean isPaused;
    private volatile boolean isWriting;

    Turn(String client) {
        this.client = client;
    }

    /** What ends the query when there is no room for it any more. */
    void onNoRoom(Runnable task) {
        giveUp = task;
    }

    void endForLackOfRoom() {
        giveUp.run();
    }

    boolean isPaused() {
        return isPaused;
    }

    /** Whether the query waits for its client to read, and so takes no processor. */
    boolean isWriting() {
        return isWriting;
    }

    void writing(boolean now) {
        isWriting = now;
    }

    void pause() {
        isPaused = true;
    }

    void resume() {
        if (isPaused) {
            synchronized (this) {
                isPaused = false;
                notifyAll();
            }
        }
    }

    /** Returns at once, or when the query may go on, or when it was cancelled. For the query's thread. */
    void awaitGo(AtomicBoolean cancelled) {
        if (!isPaused) {
            return;
        }
        synchronized (this) {
            while (isPaused && !cancelled.get()) {
                try {
                    TimeUnit.MILLISECONDS.timedWait(this, LOOK_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
