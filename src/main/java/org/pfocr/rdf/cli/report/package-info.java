/**
 * What a person reads on standard error: problems with their counts and totals, progress, and log lines.
 *
 * <p>Entry class: {@link org.pfocr.rdf.cli.report.Report}.
 */
@NullMarked
package org.pfocr.rdf.cli.report;

import org.jspecify.annotations.NullMarked;
