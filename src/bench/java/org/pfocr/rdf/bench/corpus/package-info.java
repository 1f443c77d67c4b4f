/**
 * A checkout of the database of any size, made up: the shapes and numbers of the real one, none of its text. The
 * entry class is {@link org.pfocr.rdf.bench.corpus.Corpus}.
 */
@NullMarked
package org.pfocr.rdf.bench.corpus;

import org.jspecify.annotations.NullMarked;
