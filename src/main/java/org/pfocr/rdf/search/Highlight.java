package org.pfocr.rdf.search;

import java.util.regex.Pattern;

/**
 * How matches are marked in a literal: the option {@code highlight:} of jena-text, with its keys and defaults (Apache Jena,
 * "Jena Full Text Search", section "Highlighting").
 *
 * @param start before a match
 * @param end behind it
 * @param separator between two fragments
 * @param size of a fragment, in characters
 * @param fragments that are shown at most
 * @param isJoined whether matches with only blanks between them are one
 */
public record Highlight(String start, String end, String separator, int size, int fragments, boolean isJoined) {
    /** What holds where an option says nothing. */
    public static final Highlight DEFAULT = new Highlight("\u21a6", "\u21a4", "\u2223", 128, 3, true);

    /** Before the options. */
    public static final String PREFIX = "highlight:";

    private static final int MOST = 10_000;
    private static final Pattern BETWEEN = Pattern.compile("\\s*\\|\\s*");

    /** Reads the options behind the prefix; what is no option says nothing. */
    public static Highlight of(String options) {
        String start = DEFAULT.start;
        String end = DEFAULT.end;
        String separator = DEFAULT.separator;
        int size = DEFAULT.size;
        int fragments = DEFAULT.fragments;
        boolean isJoined = DEFAULT.isJoined;
        for (String option : BETWEEN.split(options)) {
            int colon = option.indexOf(':');
            String value = option.substring(colon + 1);
            switch (colon < 0 ? "" : option.substring(0, colon).strip()) {
                case "s" -> start = value;
                case "e" -> end = value;
                case "f" -> separator = value;
                case "z" -> size = number(value, size);
                case "m" -> fragments = number(value, fragments);
                case "jh" -> isJoined = !isFalse(value);
                default -> {
                    // jf: fragments that touch are one here anyway.
                }
            }
        }
        return new Highlight(start, end, separator, size, fragments, isJoined);
    }

    private static boolean isFalse(String value) {
        String word = value.strip();
        return word.equalsIgnoreCase("n") || word.equalsIgnoreCase("no") || word.equalsIgnoreCase("false");
    }

    private static int number(String text, int otherwise) {
        String digits = text.strip();
        return digits.matches("[0-9]{1,5}") ? Math.max(1, Math.min(MOST, Integer.parseInt(digits))) : otherwise;
    }

    Marks.Style style() {
        return new Marks.Style(start, end, separator, false, size, fragments, isJoined);
    }
}
