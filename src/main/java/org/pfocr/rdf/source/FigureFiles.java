package org.pfocr.rdf.source;

import java.util.Map;

/**
 * A figure file and the side tables that exist for it, read into memory.
 *
 * @param figure the Markdown file
 * @param tables the side tables found, by kind
 */
public record FigureFiles(SourceFile figure, Map<TableKind, SourceFile> tables) {}
