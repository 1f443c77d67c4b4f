package org.pfocr.rdf.model;

/** An enrichment term of a figure: {@code value} in the collection {@code type}; neither is empty. */
public record Annotation(String type, String value) {}
