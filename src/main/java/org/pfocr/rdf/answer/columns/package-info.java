/**
 * Answers in columns of node ids: an operation takes and gives whole columns, so that a join, a difference or an existence test
 * of large patterns costs little more than reading them. {@link org.pfocr.rdf.answer.columns.ColumnAnswers} is the entry; what
 * it does not cover is answered row by row.
 */
@NullMarked
package org.pfocr.rdf.answer.columns;

import org.jspecify.annotations.NullMarked;
