package org.pfocr.rdf.read;

import java.util.List;
import org.pfocr.rdf.model.Figure;
import org.pfocr.rdf.problem.Problem;

/** What came of reading a figure's files. */
public sealed interface ReadResult {

    /** Problems in the order in which they were met. */
    List<Problem> problems();

    /** Gene, chemical and disease rows that were read. */
    int rows();

    /** Rows of these with an error in the report. */
    int reportedRows();

    /**
     * The figure, with what could not be used left out and reported.
     *
     * @param figidLine line of the figid in the figure's file, from 1
     */
    record Read(Figure figure, int figidLine, int rows, int reportedRows, List<Problem> problems)
            implements ReadResult {}

    /** No figure; all of its rows are in the report through the problem that rejected it. */
    record Rejected(int rows, List<Problem> problems) implements ReadResult {
        @Override
        public int reportedRows() {
            return rows;
        }
    }
}
