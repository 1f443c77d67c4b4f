/**
 * The parts of a query that ask other endpoints, for many rows at once.
 *
 * <p>Entry class: {@link org.pfocr.rdf.answer.services.ServiceParts}.
 */
@NullMarked
package org.pfocr.rdf.answer.services;

import org.jspecify.annotations.NullMarked;
