/** Times of the text index. */
package org.pfocr.rdf.bench.search;
