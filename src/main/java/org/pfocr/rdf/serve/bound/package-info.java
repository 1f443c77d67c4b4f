/**
 * What a query may do and make: functions that it may call, and bounds where values are made, before they cost.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.bound.SafeContext}.
 */
@NullMarked
package org.pfocr.rdf.serve.bound;

import org.jspecify.annotations.NullMarked;
