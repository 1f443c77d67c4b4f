package org.pfocr.rdf.map;

import java.util.function.Consumer;
import org.pfocr.rdf.problem.Kind;
import org.pfocr.rdf.problem.Problem;

/**
 * Where the problems of one schema.org block go, with the place that they name.
 *
 * @param file name of the figure file
 * @param line where the block begins, from 1
 */
record BlockProblems(String file, int line, Consumer<Problem> problems) {
    static final String FIELD = "schema-jsonld";

    void add(Kind kind, String what, String remedy) {
        problems.accept(new Problem(kind, file, line, FIELD, what, remedy));
    }
}
