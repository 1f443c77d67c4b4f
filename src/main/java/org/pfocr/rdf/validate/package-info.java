/**
 * Checks RDF against the SHACL shapes and the check queries, whose rows are violations.
 *
 * <p>Entry class: {@link org.pfocr.rdf.validate.Validation}.
 */
@NullMarked
package org.pfocr.rdf.validate;

import org.jspecify.annotations.NullMarked;
