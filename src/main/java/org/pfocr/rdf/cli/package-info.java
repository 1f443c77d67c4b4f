/**
 * Arguments, wiring, messages and exit codes.
 *
 * <p>Entry class: {@link org.pfocr.rdf.cli.Main}. Standard output is data, standard error is talk, and the exit code is
 * the truth.
 */
@NullMarked
package org.pfocr.rdf.cli;

import org.jspecify.annotations.NullMarked;
