/**
 * What commands that read figures or dumps share: the options of a conversion, and the building of a generation.
 *
 * <p>Entry class: {@link org.pfocr.rdf.cli.load.Loading}.
 */
@NullMarked
package org.pfocr.rdf.cli.load;

import org.jspecify.annotations.NullMarked;
