package org.pfocr.rdf.spark.input;

import java.io.Serializable;
import java.util.List;
import org.pfocr.rdf.problem.Problem;
import org.pfocr.rdf.source.FigureInput;

/** Figure files with the same name, which are in different folders; mostly there is one. */
public interface SameName extends Serializable {
    /** Name of the file, without folders. */
    String fileName();

    /** In the order of their folders. */
    List<? extends FigureInput> figures();

    /** What was found wrong before any figure was read. */
    default List<Problem> problems() {
        return List.of();
    }
}
