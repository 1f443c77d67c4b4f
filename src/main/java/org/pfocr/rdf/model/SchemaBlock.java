package org.pfocr.rdf.model;

import java.util.Map;

/**
 * A figure's schema.org JSON-LD block.
 *
 * @param line line of the file on which it begins, from 1
 * @param content maps, lists and strings
 */
public record SchemaBlock(int line, Map<String, Object> content) {}
