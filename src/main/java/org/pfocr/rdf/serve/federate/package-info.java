/**
 * Calls to other endpoints: to which, and how.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.federate.AllowedServices}.
 */
@NullMarked
package org.pfocr.rdf.serve.federate;

import org.jspecify.annotations.NullMarked;
