package org.pfocr.rdf.problem;

import java.io.Serializable;
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
        Kind kind, String file, int line, @Nullable String field, String what, String remedy) implements Serializable {

    public Severity severity() {
        return kind.severity();
    }

    /** Shortens and cleans hostile input for use in a message: control characters go, long text is cut. */
    public static String quote(String text) {
        boolean isLong = text.codePoints().limit(61).count() > 60;
        String start = isLong ? text.substring(0, text.offsetByCodePoints(0, 60)) : text;
        return '"' + printable(start) + (isLong ? "…\"" : "\"");
    }

    /** The text with escapes for what may not stand in a line for people: it could end the line, or reorder or hide text. */
    public static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int type = Character.getType(c);
            if (Character.isISOControl(c) || type == Character.FORMAT || type == Character.SURROGATE) {
                printable.append(String.format("\\u%04X", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return printable.toString();
    }
}
