package org.pfocr.rdf.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pfocr.rdf.problem.Problem;

/**
 * What came of opening a figure's files.
 *
 * @param files the bytes; null where the figure file itself could not be read
 * @param problems one for each file that could not be read
 */
public record Opened(@Nullable FigureFiles files, List<Problem> problems) {}
