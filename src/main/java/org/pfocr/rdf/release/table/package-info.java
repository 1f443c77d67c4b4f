/**
 * What tools for tables and gene sets read: TSV of each sort of thing, gene sets as GMT, and pairs of genes, all made of the
 * triples as they pass.
 *
 * <p>Entry class: {@link org.pfocr.rdf.release.table.TableSink}.
 */
@NullMarked
package org.pfocr.rdf.release.table;

import org.jspecify.annotations.NullMarked;
