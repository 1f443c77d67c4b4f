/**
 * What a conversion cannot be faster than, and what others would take. The entry class is
 * {@link org.pfocr.rdf.bench.convert.Floor}.
 */
@NullMarked
package org.pfocr.rdf.bench.convert;

import org.jspecify.annotations.NullMarked;
