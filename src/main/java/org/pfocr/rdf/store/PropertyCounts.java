package org.pfocr.rdf.store;

/**
 * How often a property is used.
 *
 * @param quads that have it
 * @param subjects distinct ones of these
 * @param objects distinct ones of these
 * @param repeats quads whose triple stands in another graph, counted before, too
 */
record PropertyCounts(long quads, long subjects, long objects, long repeats) {
    static final PropertyCounts NONE = new PropertyCounts(0, 0, 0, 0);
}
