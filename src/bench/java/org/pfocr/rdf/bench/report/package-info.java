/** Makes tables of what was measured. The entry class is {@link org.pfocr.rdf.bench.report.Report}. */
@NullMarked
package org.pfocr.rdf.bench.report;

import org.jspecify.annotations.NullMarked;
