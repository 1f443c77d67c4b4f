package org.pfocr.rdf.text;

/**
 * Texts that XML 1.0 can hold ("Extensible Markup Language (XML) 1.0", production 2): no control characters but tab, line
 * feed and carriage return, no U+FFFE and U+FFFF, no lone surrogates. Stateless.
 */
public final class XmlText {
    private XmlText() {}

    /** The place of the first character that XML cannot hold, from 0; -1 where there is none. */
    public static int firstBad(String text) {
        return firstBad(text, 0);
    }

    private static int firstBad(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < Character.MIN_SURROGATE) { // Nearly all.
                continue;
            }
            if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c >= 0xFFFE) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                boolean isPair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!isPair) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    /** Number of characters that XML cannot hold. */
    public static int countBad(String text) {
        int count = 0;
        for (int at = firstBad(text); at >= 0; at = firstBad(text, at + 1)) {
            count++;
        }
        return count;
    }

    /** The text with U+FFFD for each character that XML cannot hold. */
    public static String replaced(String text) {
        int at = firstBad(text);
        if (at < 0) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text);
        for (; at >= 0; at = firstBad(text, at + 1)) {
            replaced.setCharAt(at, '\uFFFD');
        }
        return replaced.toString();
    }

    /** What a problem says of replaced characters, one of which is given. */
    public static String message(int count, char example) {
        return String.format(
                "holds %s that XML cannot hold (%sU+%04X), replaced by U+FFFD",
                count == 1 ? "a character" : count + " characters", count == 1 ? "" : "such as ", (int) example);
    }
}
