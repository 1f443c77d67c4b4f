package org.pfocr.rdf.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with an input.
 *
 * @param kind what sort of problem, for counting
 * @param file the input file as the user would name it
 * @param line line in the file, from 1; 0 where no line applies
 * @param field the field or column, or null where none applies
 * @param what what is wrong, in words, without the file, line and field
 * @param remedy what the user can do, or an empty text where nothing needs doing
 */
public record Problem(
        Kind kind, String file, int line, @Nullable String field, String what, String remedy) {

    public Severity severity() {
        return kind.severity();
    }

    /** Shortens and cleans hostile input for use in a message: control characters go, long text is cut. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        int[] points = text.codePoints().limit(61).toArray();
        for (int i = 0; i < Math.min(points.length, 60); i++) {
            int c = points[i];
            // Format characters (general category Cf) can reorder or hide text on a terminal.
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                quoted.append(String.format("\\u%04X", c));
            } else {
                quoted.appendCodePoint(c);
            }
        }
        return quoted.append(points.length > 60 ? "…\"" : "\"").toString();
    }
}
