/**
 * Pages, and what is at none of the other addresses.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.web.WebPages}.
 */
@NullMarked
package org.pfocr.rdf.serve.web;

import org.jspecify.annotations.NullMarked;
