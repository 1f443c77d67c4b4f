package org.pfocr.rdf.search;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.pfocr.rdf.search.index.Fields;

/**
 * What facets count of each figure, in arrays: a text that half of all figures have has millions of things to count, and the
 * index's own columns take several times as long to read. About 20 MB for all figures of PFOCR. Thread-safe.
 */
final class FigureColumns {
    static final int MAX_YEAR = 3000;

    /** Where the things of a figure begin, by its number in the index; one more for the end. */
    private final int[] starts;

    private final int[] things;
    /** 0 where it is not known. */
    private final short[] years;

    private FigureColumns(int[] starts, int[] things, short[] years) {
        this.starts = starts;
        this.things = things;
        this.years = years;
    }

    static FigureColumns of(IndexReader reader) throws IOException {
        int[] starts = new int[reader.maxDoc() + 1];
        short[] years = new short[reader.maxDoc()];
        int[] things = new int[1 << 10];
        int size = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            SortedNumericDocValues thing = DocValues.getSortedNumeric(leaf.reader(), Fields.THING);
            NumericDocValues year = DocValues.getNumeric(leaf.reader(), Fields.YEAR);
            for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                int count = thing.advanceExact(doc) ? thing.docValueCount() : 0;
                if (size + count > things.length) {
                    things = Arrays.copyOf(things, 2 * (size + count));
                }
                for (int i = 0; i < count; i++) {
                    things[size++] = (int) thing.nextValue();
                }
                starts[leaf.docBase + doc + 1] = size;
                if (year.advanceExact(doc) && year.longValue() > 0 && year.longValue() < MAX_YEAR) {
                    years[leaf.docBase + doc] = (short) year.longValue();
                }
            }
        }
        return new FigureColumns(starts, Arrays.copyOf(things, size), years);
    }

    /** Adds a figure to the counts of its things and of its year. */
    void count(int figure, int[] ofThings, int[] ofYears) {
        for (int at = starts[figure]; at < starts[figure + 1]; at++) {
            ofThings[things[at]]++;
        }
        ofYears[years[figure]]++;
    }
}
