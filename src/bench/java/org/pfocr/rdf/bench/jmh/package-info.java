/** The steps of a conversion alone, by JMH, with what they allocate. The entry class is {@link org.pfocr.rdf.bench.jmh.Main}. */
@NullMarked
package org.pfocr.rdf.bench.jmh;

import org.jspecify.annotations.NullMarked;
