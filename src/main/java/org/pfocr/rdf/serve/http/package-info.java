/**
 * What all parts of the server share: options, problems and refusals, addresses of client and server, headers.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.http.Guard}.
 */
@NullMarked
package org.pfocr.rdf.serve.http;

import org.jspecify.annotations.NullMarked;
