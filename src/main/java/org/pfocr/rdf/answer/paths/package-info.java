/**
 * Property paths between two variables, which the rest of a query must not take for something else:
 * {@link org.pfocr.rdf.answer.paths.OpenPath} is the entry.
 */
@NullMarked
package org.pfocr.rdf.answer.paths;

import org.jspecify.annotations.NullMarked;
