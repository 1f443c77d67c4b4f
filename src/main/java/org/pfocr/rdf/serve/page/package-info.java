/**
 * What all pages for people have in common: their frame, markup, plots, files, and the addresses of things on this server.
 *
 * <p>Entry class: {@link org.pfocr.rdf.serve.page.Layout}.
 */
@NullMarked
package org.pfocr.rdf.serve.page;

import org.jspecify.annotations.NullMarked;
