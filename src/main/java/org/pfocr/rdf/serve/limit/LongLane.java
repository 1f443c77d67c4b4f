package org.pfocr.rdf.serve.limit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which of the long queries run. Not thread-safe; guarded by {@link Turns}. */
final class LongLane {
    private final int atOnce;

    LongLane(int atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * Decides which of the long ones run until the next decision: one of each client, those first that had least, and then one
     * more of each. Within a client the oldest goes first, so that something is finished.
     */
    void allot(List<Turn> started, Shares shares) {
        Map<String, List<Turn>> queues = new TreeMap<>();
        for (Turn turn : started) {
            if (turn.isLong) {
                queues.computeIfAbsent(turn.client, key -> new ArrayList<>()).add(turn);
            }
        }
        List<List<Turn>> order = new ArrayList<>(queues.values());
        order.sort(Comparator.comparingDouble(queue -> shares.of(queue.get(0).client).used));
        int free = atOnce;
        boolean isMore = true;
        for (int round = 0; isMore; round++) {
            isMore = false;
            for (List<Turn> queue : order) {
                if (round < queue.size()) {
                    isMore = true;
                    free -= isStarted(queue.get(round), free > 0) ? 1 : 0;
                }
            }
        }
    }

    /** Whether a query takes one of the places. */
    private static boolean isStarted(Turn turn, boolean isFree) {
        if (turn.isWriting()) { // It takes no processor, and is not kept from its client.
            turn.resume();
            return false;
        }
        if (isFree) {
            turn.resume();
        } else {
            turn.pause();
        }
        return isFree;
    }
}
