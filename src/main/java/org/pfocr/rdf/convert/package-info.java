/**
 * Drives the steps: reads and maps figures in parallel, drains them in the order of the input, and keeps the accounts.
 *
 * <p>Entry class: {@link org.pfocr.rdf.convert.Conversion}.
 */
@NullMarked
package org.pfocr.rdf.convert;

import org.jspecify.annotations.NullMarked;
