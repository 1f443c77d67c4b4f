/**
 * Who may ask how much: turns, limits of a client, and the watch over what runs.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.limit.Admission}.
 */
@NullMarked
package org.pfocr.rdf.serve.limit;

import org.jspecify.annotations.NullMarked;
