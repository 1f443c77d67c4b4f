/**
 * Rows of node ids, and groups of them with what is counted or made of their values:
 * {@link org.pfocr.rdf.answer.rows.IdBinding} and {@link org.pfocr.rdf.answer.rows.Groups} are the entries.
 */
@NullMarked
package org.pfocr.rdf.answer.rows;

import org.jspecify.annotations.NullMarked;
