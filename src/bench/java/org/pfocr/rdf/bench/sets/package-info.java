/** How fast the sets of a store answer, and whether what was planted is found. */
@NullMarked
package org.pfocr.rdf.bench.sets;

import org.jspecify.annotations.NullMarked;
