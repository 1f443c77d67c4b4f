package org.pfocr.rdf.search;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.pfocr.rdf.search.index.Fields;

/** Counts what the figures that match have. For one thread. */
final class FacetCounts implements Collector {
    private static final int MAX_YEAR = 3000;
    private static final int LOOK = 1 << 10;

    /** Figures that have a thing, by its number. */
    final int[] things;

    final int[] years = new int[MAX_YEAR];
    private final BooleanSupplier isCancelled;
    int total;

    /** @param isCancelled asked now and then; then a {@link CancellationException} is thrown */
    FacetCounts(int things, BooleanSupplier isCancelled) {
        this.things = new int[things];
        this.isCancelled = isCancelled;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
        SortedNumericDocValues thing = DocValues.getSortedNumeric(leaf.reader(), Fields.THING);
        NumericDocValues year = DocValues.getNumeric(leaf.reader(), Fields.YEAR);
        return new LeafCollector() {
            @Override
            public void setScorer(Scorable scorer) {
                // Scores do not matter.
            }

            @Override
            public void collect(int doc) throws IOException {
                if (++total % LOOK == 0 && isCancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
                if (thing.advanceExact(doc)) {
                    for (int i = thing.docValueCount(); i > 0; i--) {
                        things[(int) thing.nextValue()]++;
                    }
                }
                if (year.advanceExact(doc) && year.longValue() >= 0 && year.longValue() < MAX_YEAR) {
                    years[(int) year.longValue()]++;
                }
            }
        };
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
