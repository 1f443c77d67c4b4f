package org.pfocr.rdf.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure's schema.org JSON-LD block.
 *
 * @param line line of the file on which it begins, from 1
 * @param content maps, lists, texts, numbers, truth values and nulls, as JSON has them
 */
public record SchemaBlock(int line, Map<String, @Nullable Object> content) {}
