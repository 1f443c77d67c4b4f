package org.pfocr.rdf.serve.page;

/**
 * Which data are served, for the foot of every page.
 *
 * @param version version of the data; empty where it is not known
 * @param date date of the data; empty where it is not known
 * @param figures how many figures there are
 */
public record Edition(String version, String date, long figures) {}
