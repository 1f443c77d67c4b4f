package org.pfocr.rdf.sets.query;

import java.util.List;
import org.apache.jena.graph.Node;
import org.pfocr.rdf.sets.Sets;

/** What the functions share that give things near to one, each with two numbers. */
abstract class NearFunction extends SetFunction {
    /** @param isScoreFirst whether the score stands before the number of what is shared */
    record Rows(List<Sets.Near> near, boolean isScoreFirst) implements Found {
        @Override
        public int size() {
            return near.size();
        }

        @Override
        public Node value(int row, int column) {
            Sets.Near at = near.get(row);
            if (column == 0) {
                return at.thing();
            }
            return (column == 1) == isScoreFirst ? real(at.score()) : integer(at.shared());
        }
    }
}
