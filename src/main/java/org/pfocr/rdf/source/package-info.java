/**
 * Step 1 of 5: finds a checkout's figure files with their side tables and yields them in a stable order.
 *
 * <p>Entry class: {@link org.pfocr.rdf.source.Checkout}.
 */
@NullMarked
package org.pfocr.rdf.source;

import org.jspecify.annotations.NullMarked;
