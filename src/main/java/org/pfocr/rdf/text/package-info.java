/**
 * What can be wrong with a text whatever it says: characters that other formats cannot hold, and encodings mistaken for
 * another. Below every step that takes or shows texts; pure.
 *
 * <p>Entry classes: {@link org.pfocr.rdf.text.XmlText} and {@link org.pfocr.rdf.text.Mojibake}.
 */
@NullMarked
package org.pfocr.rdf.text;

import org.jspecify.annotations.NullMarked;
