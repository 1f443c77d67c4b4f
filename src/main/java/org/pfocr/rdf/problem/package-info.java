/**
 * What is wrong with an input, as values: severity, file, line, field, what is wrong, what to do.
 *
 * <p>Below every step of the flow. Entry class: {@link org.pfocr.rdf.problem.Problem}. Only the command line turns a
 * problem into a sentence for people.
 */
@NullMarked
package org.pfocr.rdf.problem;

import org.jspecify.annotations.NullMarked;
