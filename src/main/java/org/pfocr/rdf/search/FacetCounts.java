package org.pfocr.rdf.search;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;

/** Counts what the figures that match have. For one thread. */
final class FacetCounts extends SimpleCollector {
    private static final int LOOK = 1 << 10;

    /** Figures that have a thing, by its number. */
    final int[] things;

    final int[] years = new int[FigureColumns.MAX_YEAR];
    private final FigureColumns columns;
    private final BooleanSupplier isCancelled;
    private int first;
    int total;

    /** @param isCancelled asked now and then; then a {@link CancellationException} is thrown */
    FacetCounts(FigureColumns columns, int things, BooleanSupplier isCancelled) {
        this.columns = columns;
        this.things = new int[things];
        this.isCancelled = isCancelled;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) {
        first = leaf.docBase;
    }

    @Override
    public void collect(int doc) {
        if (++total % LOOK == 0 && isCancelled.getAsBoolean()) {
            throw new CancellationException();
        }
        columns.count(first + doc, things, years);
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
