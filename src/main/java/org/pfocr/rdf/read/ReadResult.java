package org.pfocr.rdf.read;

import java.io.Serializable;
import java.util.Collection;
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
     * @param unread keys and columns of which nothing is in the output
     */
    record Read(
            Figure figure, int figidLine, int rows, int reportedRows, Collection<Unread> unread, List<Problem> problems)
            implements ReadResult {}

    /** A key or a column that is not of PFOCR's, with where it stands first in the figure's files. */
    record Unread(String name, String file, int line) implements Serializable {}

    /** No figure; all of its rows are in the report through the problem that rejected it. */
    record Rejected(int rows, List<Problem> problems) implements ReadResult {
        @Override
        public int reportedRows() {
            return rows;
        }
    }
}
