package org.pfocr.rdf.sink.count;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pfocr.rdf.sink.count.GraphCounts.LaneKey;
import org.pfocr.rdf.vocab.HashKey;
import org.pfocr.rdf.vocab.TripleBatch;

/**
 * The counts of a part of a graph, which another machine may make: sums that can be added up as they are, and shares that
 * bring together by hash what several parts say of the same thing. The counts of all parts are those of {@link GraphCounts}
 * of the whole. Not thread-safe.
 *
 * <p>Parts of figures come before parts of entities. What is said of a thing that is no figure, a node of one, or a fragment
 * must be in one part.
 */
public final class PartCounts {
    private final HashKey key;
    private final boolean isOfFigures;
    private final GraphCounts counts = new GraphCounts();
    private final List<Said> open = new ArrayList<>();
    /** Equal keys are one object, so that they are sent once. */
    private final Map<LaneKey, LaneKey> keys = new HashMap<>();

    /**
     * @param key the same for all parts
     * @param isOfFigures whether the batches are those of figures; else they are those of entities
     */
    public PartCounts(HashKey key, boolean isOfFigures) {
        this.key = key;
        this.isOfFigures = isOfFigures;
    }

    /** Counts a batch. */
    public void add(TripleBatch triples) {
        BatchCounts batch = new BatchCounts(triples, key);
        counts.addAllButSubjects(batch);
        List<LaneKey> lanes = GraphCounts.lanes(batch).stream()
                .map(lane -> keys.computeIfAbsent(lane, l -> l))
                .toList();
        for (BatchCounts.Group group : batch.groups) {
            boolean isElsewhere =
                    !group.isOfFragments && group.isOfFigures && !(isOfFigures && GraphCounts.isWhole(group));
            if (isElsewhere) {
                open.add(Said.of(lanes, group));
            } else {
                counts.add(lanes, group);
            }
        }
    }

    /** What can be added up. */
    public GraphCounts sums() {
        GraphCounts sums = new GraphCounts();
        sums.addSums(counts);
        return sums;
    }

    /** What is to be brought together: the share at each place with the shares of other parts at the same place. */
    public List<CountShare> shares(int number) {
        return CountShare.of(counts, open, isOfFigures, number);
    }
}
