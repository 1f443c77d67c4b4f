package org.pfocr.rdf.sink.count;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.pfocr.rdf.sink.count.GraphCounts.LaneKey;

/** What a batch says of a subject of which another part speaks as well. */
record Said(List<LaneKey> lanes, BatchCounts.Group group) implements Serializable {
    /** Without the properties that the subject does not have. */
    static Said of(List<LaneKey> lanes, BatchCounts.Group group) {
        List<LaneKey> own = new ArrayList<>();
        int[] numbers = new int[lanes.size()];
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < group.lanes.length && i < numbers.length; i++) {
            if (group.lanes[i] > 0) {
                numbers[i] = own.size();
                own.add(lanes.get(i));
                counts.add(group.lanes[i]);
            }
        }
        return new Said(
                own,
                group.renumbered(counts.stream().mapToInt(Integer::intValue).toArray(), numbers));
    }
}
