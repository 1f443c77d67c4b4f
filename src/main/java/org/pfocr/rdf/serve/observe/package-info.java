/**
 * What is noted of requests and queries: logs and metrics.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.observe.Traffic}.
 */
@NullMarked
package org.pfocr.rdf.serve.observe;

import org.jspecify.annotations.NullMarked;
