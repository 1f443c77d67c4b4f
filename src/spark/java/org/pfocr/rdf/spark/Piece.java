package org.pfocr.rdf.spark;

import java.io.Serializable;
import org.pfocr.rdf.entity.Notes;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.sink.count.CountShare;
import org.pfocr.rdf.sink.count.GraphCounts;
import org.pfocr.rdf.spark.output.Chunk;

/** What a task makes: all that is kept until the parts are written, and what other tasks need. */
sealed interface Piece extends Serializable {
    /** What goes into the parts. */
    record Out(Chunk chunk) implements Piece {}

    record Reported(Place place, Problem problem) implements Piece {}

    /** What some figures say of a thing, which is given by its IRI. */
    record Noted(String thing, Notes notes) implements Piece {}

    /**
     * Some of the counts of a task.
     *
     * @param place of the share among those of its part
     */
    record Share(int place, CountShare share) implements Piece {}

    record Sums(GraphCounts counts) implements Piece {}

    /** The accounts of a task; it makes one, at the end. */
    record Accounted(Accounts accounts) implements Piece {}
}
