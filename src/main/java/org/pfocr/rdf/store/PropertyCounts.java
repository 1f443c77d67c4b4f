package org.pfocr.rdf.store;

/**
 * How often a property is used.
 *
 * @param quads that have it
 * @param subjects distinct ones of these
 * @param objects distinct ones of these
 */
record PropertyCounts(long quads, long subjects, long objects) {
    static final PropertyCounts NONE = new PropertyCounts(0, 0, 0);
}
